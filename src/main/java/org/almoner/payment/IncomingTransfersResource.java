package org.almoner.payment;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.almoner.mode.SandboxOnly;
import org.almoner.money.Money;

/** Plays an incoming bank transfer in the sandbox, as a bank statement would report it. */
@SandboxOnly
@Path("/dev/bank-transfers")
class IncomingTransfersResource {

    private final IncomingTransfers transfers;

    IncomingTransfersResource(IncomingTransfers transfers) {
        this.transfers = transfers;
    }

    /** What the bank would say. */
    record Transfer(
            @NotNull @Pattern(regexp = "[A-Za-z0-9 ]{5,140}") String reference,
            @NotNull Money amount,
            @NotNull @Size(min = 1, max = 80) String entryId) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public void receive(@NotNull @Valid Transfer transfer) {
        String reference = transfer.reference().replace(" ", "").toUpperCase(java.util.Locale.ROOT);
        transfers.received(
                new IncomingTransfers.Entry(transfer.entryId(), reference, transfer.amount()));
    }
}
