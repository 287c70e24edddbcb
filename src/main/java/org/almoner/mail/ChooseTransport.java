package org.almoner.mail;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.almoner.mode.RunMode;
import org.eclipse.microprofile.config.Config;

/** Chooses, once at start, where mails go: to the operator's server, or into the local mailbox. */
@Singleton
class ChooseTransport {

    private final Config config;
    private final RunMode mode;

    ChooseTransport(Config config, RunMode mode) {
        this.config = config;
        this.mode = mode;
    }

    /**
     * @throws IllegalStateException in production without a mail server
     */
    @Produces
    @Singleton
    MailTransport transport(
            Vertx vertx, Instance<SmtpSettings> smtp, Instance<LocalMailbox> mailbox) {
        return choose(
                () ->
                        new SmtpTransport(
                                vertx, smtp.get().within(SmtpTransport.LIMIT), SmtpTransport.LIMIT),
                mailbox::get);
    }

    /** Makes only the one it chooses. */
    MailTransport choose(Supplier<MailTransport> server, Supplier<MailTransport> mailbox) {
        if (operatorNamedHost()) {
            return server.get();
        }
        if (!mode.isSandbox()) {
            throw new IllegalStateException(
                    "There is no mail server. Set quarkus.mailer.host (QUARKUS_MAILER_HOST)");
        }
        return mailbox.get();
    }

    /** The framework has a default host; only what somebody configured counts. */
    private boolean operatorNamedHost() {
        ConfigValue host =
                config.unwrap(SmallRyeConfig.class).getConfigValue("quarkus.mailer.host");
        return host.getValue() != null
                && !host.getValue().isBlank()
                && host.getConfigSourceOrdinal() > Integer.MIN_VALUE + 1000;
    }
}
