package org.almoner.launch;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/**
 * The entry point: decides the mode, starts the embedded database where it is wanted, and only then
 * the service, so that nothing unsafe ever touches a real database.
 */
@QuarkusMain
public class Almoner {

    private static final Logger LOG = Logger.getLogger(Almoner.class);
    private static final int REFUSED = 78; // EX_CONFIG of sysexits.h

    private Almoner() {}

    /**
     * Starts the service and returns when it has stopped; exit code 78 when it refuses to start.
     */
    public static void main(String[] arguments) {
        Config config = ConfigProvider.getConfig();
        LaunchDecision decision = LaunchDecision.of(Surroundings.from(config));
        if (decision.mode().isEmpty()) {
            refuse(decision.refusals());
        }
        System.setProperty("almoner.mode", decision.mode().get().name().toLowerCase(Locale.ROOT));
        Class<? extends QuarkusApplication> command = command(arguments);
        if (decision.localDatabase()) {
            runOnLocalDatabase(dataDirectory(config), command, arguments);
        } else {
            Quarkus.run(command, arguments);
        }
    }

    /** The command to run and end; {@code null} to serve. */
    private static Class<? extends QuarkusApplication> command(String... arguments) {
        if (arguments.length == 0) {
            return null;
        }
        if (!List.of(arguments).equals(List.of(RunSelfCheck.NAME))) {
            refuse(List.of("The only command there is, is '" + RunSelfCheck.NAME + "'"));
        }
        RunSelfCheck.prepare();
        return RunSelfCheck.class;
    }

    /** Says why and ends. The framework, which would set up the log, has not started yet. */
    private static void refuse(List<String> refusals) {
        refusals.forEach(refusal -> LOG.errorf("Not started: %s.", refusal));
        InitialConfigurator.DELAYED_HANDLER.setHandlers(
                new Handler[] {InitialConfigurator.createDefaultHandler()});
        System.exit(REFUSED);
    }

    /**
     * Says why the service could not start. The framework leaves that to whoever asked to be told,
     * and has closed its log by then. What a database says may quote data, so only its state is
     * told.
     */
    private static void tell(Throwable failure) {
        StringBuilder why = new StringBuilder("Not started");
        Throwable cause = failure;
        while (cause != null) {
            why.append(": ")
                    .append(
                            cause instanceof SQLException refused
                                    ? "SQL state " + refused.getSQLState()
                                    : cause.getMessage());
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        Handler console = InitialConfigurator.createDefaultHandler();
        console.publish(new ExtLogRecord(Level.ERROR, why.toString(), Almoner.class.getName()));
        console.flush();
    }

    private static Path dataDirectory(Config config) {
        return Path.of(
                config.getOptionalValue("almoner.data-directory", String.class).orElse("data"));
    }

    private static void runOnLocalDatabase(
            Path dataDirectory, Class<? extends QuarkusApplication> command, String... arguments) {
        if (command != null) {
            Optional<String> running = LocalDatabase.running(dataDirectory);
            if (running.isPresent()) {
                useLocalDatabase(running.get());
                Quarkus.run(command, arguments);
                return;
            }
        }
        CountDownLatch serviceStopped = new CountDownLatch(1);
        LocalDatabase database = startOrRefuse(dataDirectory);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> closeAfter(serviceStopped, database), "database-closer"));
        useLocalDatabase(database.jdbcUrl());
        // Told by the framework, not by returning from here: after a SIGTERM this thread waits for
        // the shutdown hooks, and so for the database, to end.
        Quarkus.run(
                command,
                (exitCode, failure) -> {
                    if (failure != null) {
                        tell(failure);
                    }
                    serviceStopped.countDown();
                    System.exit(exitCode);
                },
                arguments);
    }

    private static void useLocalDatabase(String jdbcUrl) {
        System.setProperty("quarkus.datasource.jdbc.url", jdbcUrl);
        System.setProperty("quarkus.datasource.username", "postgres");
        System.setProperty("quarkus.datasource.password", "postgres");
    }

    private static LocalDatabase startOrRefuse(Path dataDirectory) {
        try {
            return LocalDatabase.start(dataDirectory);
        } catch (IllegalStateException refusal) {
            refuse(List.of(refusal.getMessage()));
            throw refusal;
        }
    }

    private static void closeAfter(CountDownLatch serviceStopped, LocalDatabase database) {
        try {
            if (!serviceStopped.await(30, TimeUnit.SECONDS)) {
                LOG.warn("The service is still stopping; the embedded database is closed now");
            }
            database.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            LOG.warnf("The embedded database did not stop cleanly: %s", failure.getMessage());
        }
    }
}
