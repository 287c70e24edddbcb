package org.almoner.mail;

import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The SMTP server as the operator names it by the standard {@code quarkus.mailer.*} settings.
 *
 * <p>The framework's own client is not used because its connections have no idle limit: a server
 * that stalls would keep them, until the pool is empty and no mail leaves even after it recovered.
 */
@Singleton
class SmtpSettings {

    private static final int DEFAULT_PORT = 587;
    private static final int DEFAULT_TLS_PORT = 465;

    private final MailerRuntimeConfig mailer;
    private final TlsConfigurationRegistry certificates;

    SmtpSettings(MailersRuntimeConfig mailers, TlsConfigurationRegistry certificates) {
        this.mailer = mailers.mailers().get("<default>");
        this.certificates = certificates;
    }

    /** The client's settings; a connection that is silent for longer than the limit is dropped. */
    MailConfig within(Duration limit) {
        MailConfig config = limited(new MailConfig(), limit);
        boolean tls = mailer.tls().orElse(false);
        config.setHostname(mailer.host());
        config.setPort(mailer.port().orElse(tls ? DEFAULT_TLS_PORT : DEFAULT_PORT));
        config.setSsl(tls);
        config.setStarttls(StartTLSOptions.valueOf(mailer.startTLS().toUpperCase(Locale.ROOT)));
        config.setLogin(LoginOption.valueOf(mailer.login().toUpperCase(Locale.ROOT)));
        mailer.username().ifPresent(config::setUsername);
        mailer.password().ifPresent(config::setPassword);
        mailer.authMethods().ifPresent(config::setAuthMethods);
        mailer.ownHostName().ifPresent(config::setOwnHostname);
        config.setMaxPoolSize(mailer.maxPoolSize());
        config.setDisableEsmtp(mailer.disableEsmtp());
        applyCertificates(config);
        return config;
    }

    static MailConfig limited(MailConfig config, Duration limit) {
        config.setConnectTimeout((int) limit.toMillis() / 2);
        config.setIdleTimeout((int) limit.toMillis());
        config.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        // A connection for each mail: nothing depends on how long a server bears a quiet one.
        config.setKeepAlive(false);
        config.setAllowRcptErrors(false);
        config.setPipelining(false);
        config.setUserAgent("Almoner");
        return config;
    }

    private void applyCertificates(MailConfig config) {
        TlsConfiguration.from(certificates, mailer.tlsConfigurationName())
                .ifPresent(
                        trusted -> {
                            config.setTrustAll(trusted.isTrustAll());
                            if (trusted.getTrustStoreOptions() != null) {
                                config.setTrustOptions(trusted.getTrustStoreOptions());
                            }
                            if (trusted.getKeyStoreOptions() != null) {
                                config.setKeyCertOptions(trusted.getKeyStoreOptions());
                            }
                        });
    }
}
