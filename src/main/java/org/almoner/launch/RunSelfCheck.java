package org.almoner.launch;

import io.quarkus.runtime.QuarkusApplication;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.almoner.selfcheck.SelfCheckCommand;

/**
 * The command {@code self-check}: checks the invariants of the live data once, prints the report
 * and ends with 0 when all is well, with 1 otherwise. Serves nothing and runs no job meanwhile.
 */
class RunSelfCheck implements QuarkusApplication {

    static final String NAME = "self-check";

    private static final Map<String, String> NOTHING_BUT_THE_CHECK =
            Map.of(
                    "quarkus.http.host-enabled", "false",
                    "quarkus.management.port", "0",
                    "quarkus.scheduler.enabled", "false",
                    "quarkus.flyway.migrate-at-start", "false",
                    "almoner.payment.sandbox.enabled", "false",
                    "quarkus.log.level", "WARN");

    private final SelfCheckCommand command;

    RunSelfCheck(SelfCheckCommand command) {
        this.command = command;
    }

    /** Switches everything off that the check does not need. */
    static void prepare() {
        NOTHING_BUT_THE_CHECK.forEach(System::setProperty);
    }

    @Override
    public int run(String... arguments) throws IOException {
        Writer out =
                new OutputStreamWriter(
                        new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        int result = command.run(out);
        out.flush();
        return result;
    }
}
