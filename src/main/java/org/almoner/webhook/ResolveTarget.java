package org.almoner.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a receiver's name up, once for each call, and refuses the whole of it when one address is
 * not public: whoever answers differently at every question (DNS rebinding) gains nothing, because
 * the call goes to the very address that was looked at.
 */
class ResolveTarget {

    private final Resolver resolver;
    private final ExecutorService executor;
    private final Duration within;

    ResolveTarget(Resolver resolver, ExecutorService executor, Duration within) {
        this.resolver = resolver;
        this.executor = executor;
        this.within = within;
    }

    /** An address it leads to must not be called. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The addresses that may be called; at least one.
     *
     * @throws UnknownHostException when there is none, or no answer in time
     * @throws Forbidden when any of them is not public (or, for a target on this machine, is
     *     elsewhere)
     */
    List<InetAddress> resolve(Target target) throws UnknownHostException, Forbidden {
        List<InetAddress> found = inTime(target.host());
        if (found.isEmpty()) {
            throw new UnknownHostException("It has no address");
        }
        for (InetAddress address : found) {
            boolean isAllowed =
                    target.isLoopback()
                            ? address.isLoopbackAddress()
                            : PublicAddresses.includes(address);
            if (!isAllowed) {
                throw new Forbidden();
            }
        }
        return found;
    }

    /** The machine's resolver has a patience of its own, which may be much longer than ours. */
    private List<InetAddress> inTime(String host) throws UnknownHostException {
        try {
            Future<List<InetAddress>> asked = executor.submit(() -> resolver.addressesOf(host));
            try {
                return List.copyOf(asked.get(within.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                asked.cancel(true);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("Asked in vain");
        } catch (ExecutionException | TimeoutException | RejectedExecutionException failure) {
            throw new UnknownHostException("Asked in vain");
        }
    }
}
