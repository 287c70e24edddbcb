package org.almoner.wizard;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.almoner.problem.DomainProblem;

/**
 * All drafts. A draft is a capability (AB-8): whoever holds its token may use it, nobody else can
 * tell whether it exists.
 */
@ApplicationScoped
class GiftDrafts implements PanacheRepositoryBase<GiftDraft, UUID> {

    private final InstantSource clock;

    GiftDrafts(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The draft, for its holder.
     *
     * @throws DomainProblem 404, one and the same for unknown, expired and somebody else's
     */
    GiftDraft held(UUID id, String token) {
        return checked(findById(id), token);
    }

    /** The same, locked until the transaction ends. */
    GiftDraft heldAndLocked(UUID id, String token) {
        return checked(findById(id, LockModeType.PESSIMISTIC_WRITE), token);
    }

    private GiftDraft checked(GiftDraft draft, String token) {
        String offered = hash(token == null ? "" : token);
        String wanted = draft == null ? hash("") : draft.tokenHash();
        boolean matches =
                MessageDigest.isEqual(
                        offered.getBytes(StandardCharsets.US_ASCII),
                        wanted.getBytes(StandardCharsets.US_ASCII));
        if (draft == null || !matches || isOver(draft)) {
            throw DomainProblem.notFound();
        }
        return draft;
    }

    /** A draft that became a gift goes on telling of it after its personal data are gone. */
    private boolean isOver(GiftDraft draft) {
        return !draft.isMade() && !clock.instant().isBefore(draft.expiresAt());
    }

    /** SHA-256 in lower-case hex: what is stored instead of a token. */
    static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
