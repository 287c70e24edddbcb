package org.almoner.payment.sandbox;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.almoner.mode.SandboxOnly;

/** The table of scenarios, for whoever tries the sandbox. */
@Path("/dev/sandbox-scenarios")
@SandboxOnly
class SandboxScenariosResource {

    /** A scenario as it is shown: as a gift once, and as a regular one. */
    record Shown(String scenario, String what, String regularly) {}

    /** The list, as all lists of the contract. */
    record Listing(List<Shown> items) {}

    /** All scenarios, in a fixed order. */
    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Listing list() {
        return new Listing(
                Arrays.stream(SandboxScenario.values())
                        .map(
                                scenario ->
                                        new Shown(
                                                scenario.name(),
                                                scenario.what(),
                                                scenario.regularly()))
                        .toList());
    }
}
