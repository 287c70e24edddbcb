package org.almoner.recurring;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.almoner.giving.PaymentMethod;
import org.almoner.payment.GatewayUnavailable;
import org.almoner.payment.MethodAnswer;
import org.almoner.payment.MethodStatus;
import org.almoner.payment.MethodTrace;
import org.almoner.payment.NextAction;
import org.almoner.payment.PaymentRequest;
import org.almoner.payment.ProviderAnswer;
import org.almoner.payment.ProviderStatus;
import org.almoner.payment.SaveRequest;
import org.almoner.payment.SavesMethod;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A provider inside the test that keeps methods and a record of its own of what it was asked for:
 * the oracle. Serves PayPal, and only where a test switches it on.
 */
@Singleton
public class PlayBank implements SavesMethod {

    /** What it does when asked with a method. */
    interface Habit {

        /** Declines with a code, or {@code null} to pay. */
        String declines(int timesAsked);

        /** Whether the answer is lost after the deed. */
        default boolean loses(int timesAsked) {
            return false;
        }

        /** Whether whoever asked dies before the answer can be recorded. */
        default boolean kills(int timesAsked) {
            return false;
        }

        /** What it calls the payment. */
        default String names(String usual) {
            return usual;
        }

        /** Whether it says at once that the money is there. */
        default boolean settlesAtOnce() {
            return true;
        }
    }

    /** One charge that was made. */
    record Charge(String payment, String method, long minor) {}

    private final boolean isOpen;
    private final Map<String, Habit> habits = new ConcurrentHashMap<>();
    private final Map<String, String> methodByKey = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, ProviderAnswer> answers = new ConcurrentHashMap<>();
    private final List<Charge> charges = new ArrayList<>();

    PlayBank(
            @ConfigProperty(name = "almoner.test.play-bank", defaultValue = "false")
                    boolean isOpen) {
        this.isOpen = isOpen;
    }

    /** From now on methods saved with this word as their detail {@code habit} behave so. */
    void habit(String name, Habit habit) {
        habits.put(name, habit);
    }

    synchronized List<Charge> charges() {
        return List.copyOf(charges);
    }

    @Override
    public String provider() {
        return "playbank";
    }

    @Override
    public Set<PaymentMethod> methods() {
        return isOpen ? Set.of(PaymentMethod.PAYPAL) : Set.of();
    }

    @Override
    public Duration keyLifetime() {
        return Duration.ofDays(4000); // what dies is found within days of simulated time
    }

    @Override
    public MethodAnswer save(SaveRequest request) {
        String reference =
                methodByKey.computeIfAbsent(
                        request.providerKey(),
                        key ->
                                request.details().getOrDefault("habit", "PAYS")
                                        + "/"
                                        + request.id().value());
        return new MethodAnswer(
                reference,
                MethodStatus.ACTIVE,
                "e…@example.org",
                null,
                new NextAction.None(),
                null);
    }

    @Override
    public Optional<MethodAnswer> lookUpMethod(MethodTrace trace) {
        return Optional.empty();
    }

    @Override
    public void forget(MethodTrace trace) {
        // It remembers what it did.
    }

    @Override
    public ProviderAnswer ask(PaymentRequest request) throws GatewayUnavailable {
        String method = request.saved().reference();
        Habit habit = habits.getOrDefault(method.substring(0, method.indexOf('/')), times -> null);
        boolean isNew = !answers.containsKey(request.providerKey());
        ProviderAnswer answer =
                answers.computeIfAbsent(
                        request.providerKey(), key -> decide(request, method, habit));
        int times = asked.get(method).get();
        if (isNew && habit.loses(times)) {
            throw GatewayUnavailable.outcomeUnknown("The answer was lost");
        }
        if (isNew && habit.kills(times)) {
            throw new IllegalStateException("The worker dies with the answer in its hands");
        }
        return answer;
    }

    private ProviderAnswer decide(PaymentRequest request, String method, Habit habit) {
        int times = asked.computeIfAbsent(method, it -> new AtomicInteger()).incrementAndGet();
        String code = habit.declines(times);
        if (code == null) {
            synchronized (this) {
                charges.add(
                        new Charge(request.payment().toString(), method, request.amount().minor()));
            }
        }
        ProviderStatus paid =
                habit.settlesAtOnce() ? ProviderStatus.SETTLED : ProviderStatus.PENDING;
        return new ProviderAnswer(
                habit.names("play-" + request.payment().value()),
                code == null ? paid : ProviderStatus.DECLINED,
                request.amount(),
                code,
                new NextAction.None());
    }
}
