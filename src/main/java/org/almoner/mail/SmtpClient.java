package org.almoner.mail;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The SMTP client of vert.x, used from one event loop only.
 *
 * <p>The client opens a connection first and says afterwards who listens to it; what the server
 * says in between is dropped, its greeting included, and the mail waits until its time is over. A
 * mail asked for in the moment in which the last connection is given up is forgotten likewise. Both
 * need two threads: that of the caller and an event loop, or two event loops. On a single one
 * nothing happens in between.
 */
final class SmtpClient extends AbstractVerticle {

    private final MailConfig config;
    private MailClient client;
    private Future<String> started;

    private SmtpClient(MailConfig config) {
        this.config = config;
    }

    /** Begins a client that ends with the given vert.x. */
    static SmtpClient on(Vertx vertx, MailConfig config) {
        SmtpClient client = new SmtpClient(config);
        client.started = vertx.deployVerticle(client);
        return client;
    }

    /**
     * Our own name is asked for once, before the first mail: the client would ask for every mail
     * that comes before the answer, one after the other, and a slow name server be waited for as
     * often.
     */
    @Override
    public void start(Promise<Void> ready) {
        vertx.executeBlocking(this::ownName)
                .map(name -> MailClient.create(vertx, config.setOwnHostname(name)))
                .onSuccess(made -> client = made)
                .<Void>mapEmpty()
                .onComplete(ready);
    }

    private String ownName() {
        if (config.getOwnHostname() != null) {
            return config.getOwnHostname();
        }
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Sends from any thread; what comes of it is told on the event loop. */
    Future<MailResult> send(MailMessage message) {
        Promise<MailResult> sent = Promise.promise();
        started.onSuccess(id -> context.runOnContext(turn -> sendHere(message, sent)))
                .onFailure(why -> sent.fail(new IllegalStateException("No SMTP client", why)));
        return sent.future();
    }

    private void sendHere(MailMessage message, Promise<MailResult> sent) {
        try {
            client.sendMail(message).onComplete(sent);
        } catch (RuntimeException unsendable) {
            sent.fail(unsendable);
        }
    }
}
