package org.almoner.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.function.Supplier;
import org.almoner.mode.Modes;
import org.almoner.mode.RunMode;
import org.almoner.outbox.Delivery;
import org.junit.jupiter.api.Test;

class ChooseTransportTest {

    private static final String HOST = "quarkus.mailer.host";

    private final MailTransport server = mail -> new Delivery.Delivered();
    private final MailTransport mailbox = mail -> new Delivery.Delivered();

    private static ChooseTransport choice(RunMode mode, Map<String, String> configured) {
        return new ChooseTransport(
                new SmallRyeConfigBuilder()
                        .withDefaultValue(HOST, "localhost")
                        .withSources(new PropertiesConfigSource(configured, "operator", 250))
                        .build(),
                mode);
    }

    private static MailTransport neverMade() {
        throw new AssertionError("the other transport must not be made");
    }

    private static Supplier<MailTransport> other() {
        return ChooseTransportTest::neverMade;
    }

    @Test
    void without_a_host_the_sandbox_keeps_its_mails_although_the_framework_has_a_default() {
        assertSame(mailbox, choice(Modes.sandbox(), Map.of()).choose(other(), () -> mailbox));
    }

    @Test
    void an_empty_host_is_none() {
        assertSame(
                mailbox, choice(Modes.sandbox(), Map.of(HOST, "")).choose(other(), () -> mailbox));
    }

    @Test
    void a_named_host_gets_the_mails_in_both_modes() {
        Map<String, String> named = Map.of(HOST, "mail.example.org");
        assertSame(server, choice(Modes.sandbox(), named).choose(() -> server, other()));
        assertSame(server, choice(Modes.production(), named).choose(() -> server, other()));
    }

    @Test
    void production_without_a_host_refuses_and_says_what_to_set() {
        ChooseTransport choice = choice(Modes.production(), Map.of());
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> choice.choose(other(), other()));
        assertEquals(
                "There is no mail server. Set quarkus.mailer.host (QUARKUS_MAILER_HOST)",
                refused.getMessage());
    }
}
