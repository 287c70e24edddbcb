package org.almoner.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.almoner.access.SigningKey.State;
import org.almoner.id.Ids;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;
import org.almoner.strongbox.Compartment;
import org.almoner.strongbox.SealedColumn;
import org.almoner.strongbox.Strongbox;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The ring of keys that sign donors' tokens, the same on every node because it lies in the database
 * (AU-10). One key signs, the next one is published already, and those that signed before are
 * published until nothing they signed can still be valid: a change of keys signs nobody out.
 */
@Singleton
public class SigningKeys {

    /** A node believes what it knows of the ring for this long. */
    private static final Duration REMEMBERED = Duration.ofSeconds(20);

    /** How long a retired key verifies; much longer than any token lives. */
    private static final Duration STILL_VERIFIES = Duration.ofHours(1);

    /** After this every node has read a new key. */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofMinutes(1);

    private static final SealedColumn COLUMN = new SealedColumn("signing_key", "sealed_private");
    private static final String COLUMNS =
            "id, kid, state, public_key, sealed_private, active_at, retired_at";
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final AccessSql database;
    private final Strongbox strongbox;
    private final DonorAccessConfig config;
    private final InstantSource clock;
    private final Ids ids;
    private final Event<Changed> changes;
    private volatile Signer signer;

    SigningKeys(
            AccessSql database,
            Strongbox strongbox,
            DonorAccessConfig config,
            InstantSource clock,
            Ids ids,
            Event<Changed> changes) {
        this.database = database;
        this.strongbox = strongbox;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
        this.changes = changes;
    }

    /** The ring is another one once the transaction commits. */
    record Changed() {}

    @Produces
    @Singleton
    static SealedColumn privateKeys() {
        return COLUMN;
    }

    private record Signer(PublicJsonWebKey pair, Instant readAt) {}

    /** The key that signs now; made with its successor when the service has none yet. */
    PublicJsonWebKey active() {
        Instant now = clock.instant();
        Signer known = signer;
        if (known == null
                || known.readAt().isAfter(now)
                || known.readAt().plus(REMEMBERED).isBefore(now)) {
            known = new Signer(opened(activeRow()), now);
            signer = known;
        }
        return known.pair();
    }

    /** The public halves of all keys whose signatures count, as a JSON Web Key Set (RFC 7517). */
    String published() {
        List<String> keys =
                all().stream()
                        .filter(
                                key ->
                                        switch (key.state()) {
                                            case NEXT, ACTIVE, RETIRED -> true;
                                            case REVOKED, EXPIRED -> false;
                                        })
                        .map(SigningKey::publicKey)
                        .toList();
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    /** All keys, the youngest first; a hundred at most. */
    List<SigningKey> all() {
        return database.with(
                "SELECT " + COLUMNS + " FROM signing_key ORDER BY made_at DESC, kid LIMIT 100",
                statement -> {
                    List<SigningKey> found = new ArrayList<>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(
                                    new SigningKey(
                                            rows.getObject(1, UUID.class),
                                            rows.getString(2),
                                            State.valueOf(rows.getString(3)),
                                            rows.getString(4),
                                            rows.getString(5),
                                            AccessSql.instant(
                                                    rows.getObject(
                                                            6, java.time.OffsetDateTime.class)),
                                            AccessSql.instant(
                                                    rows.getObject(
                                                            7, java.time.OffsetDateTime.class))));
                        }
                    }
                    return found;
                });
    }

    /** All keys without their secrets, the youngest first; a hundred at most. */
    public List<SigningKeyView> list() {
        return all().stream()
                .map(
                        key ->
                                new SigningKeyView(
                                        key.kid(),
                                        key.state().name(),
                                        key.activeAt(),
                                        key.retiredAt()))
                .toList();
    }

    private SigningKey activeRow() {
        return find(State.ACTIVE)
                .or(
                        () -> {
                            keep();
                            return find(State.ACTIVE);
                        })
                .orElseThrow(() -> new IllegalStateException("There is no key to sign with"));
    }

    private Optional<SigningKey> find(State state) {
        return all().stream().filter(key -> key.state() == state).findFirst();
    }

    private PublicJsonWebKey opened(SigningKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(
                    strongbox.open(place(key.id()), key.sealedPrivate()));
        } catch (JoseException damaged) {
            throw new IllegalStateException("Signing key " + key.kid() + " is damaged", damaged);
        }
    }

    private static Compartment place(UUID key) {
        return new Compartment(COLUMN.table(), COLUMN.column(), key);
    }

    /** Makes what is missing, changes what has signed long enough, lets go of what is over. */
    @Scheduled(
            every = "{almoner.access.donor.keys-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() {
        if (!strongbox.hasKeys()) {
            return;
        }
        Instant now = clock.instant();
        QuarkusTransaction.joiningExisting()
                .run(
                        () -> {
                            lock();
                            boolean isOld =
                                    find(State.ACTIVE)
                                            .filter(
                                                    key ->
                                                            !key.activeAt()
                                                                    .plus(config.rotateKeysAfter())
                                                                    .isAfter(now))
                                            .isPresent();
                            if (isOld) {
                                change(now);
                            }
                            fill(now);
                            expire(now);
                        });
    }

    /**
     * Changes the key now: the next one signs from here on, and what the old one signed stays
     * valid.
     *
     * @throws DomainProblem 409 when the next key is so young that not every node knows it yet
     */
    public void rotate() {
        Instant now = clock.instant();
        QuarkusTransaction.joiningExisting()
                .run(
                        () -> {
                            lock();
                            fill(now);
                            if (database.run(
                                            "UPDATE signing_key SET state = state"
                                                    + " WHERE state = 'NEXT' AND made_at <= ?",
                                            now.minus(KNOWN_EVERYWHERE))
                                    == 0) {
                                throw DomainProblem.of(
                                                ProblemType.WRONG_STATE,
                                                "The next key is not known to every node yet.")
                                        .retryAfter(KNOWN_EVERYWHERE);
                            }
                            change(now);
                            fill(now);
                            changes.fire(new Changed());
                        });
        signer = null;
    }

    /**
     * Withdraws a key that may be known to others: what it signed is refused by every node within
     * half a minute. Donors stay signed in, because their refresh tokens are not signed.
     *
     * @return whether there was such a key in use
     */
    public boolean revoke(String kid) {
        boolean isRevoked =
                QuarkusTransaction.joiningExisting()
                        .call(
                                () -> {
                                    lock();
                                    int revoked =
                                            database.run(
                                                    "UPDATE signing_key SET state = 'REVOKED',"
                                                            + " sealed_private = NULL WHERE kid = ? AND"
                                                            + " state IN ('NEXT', 'ACTIVE', 'RETIRED')",
                                                    kid);
                                    fill(clock.instant());
                                    changes.fire(new Changed());
                                    return revoked == 1;
                                });
        signer = null;
        return isRevoked;
    }

    private void lock() {
        database.with(
                "SELECT pg_advisory_xact_lock(hashtextextended('signing-keys', 0))",
                statement -> statement.execute());
    }

    private void change(Instant now) {
        database.run(
                "UPDATE signing_key SET state = 'RETIRED', retired_at = ?, sealed_private = NULL"
                        + " WHERE state = 'ACTIVE'",
                now);
        database.run(
                "UPDATE signing_key SET state = 'ACTIVE', active_at = ? WHERE state = 'NEXT'", now);
        LOG.info("Another key signs donors' tokens from now on");
    }

    /** One key that signs and one that waits, always. */
    private void fill(Instant now) {
        if (find(State.ACTIVE).isEmpty()) {
            int taken =
                    database.run(
                            "UPDATE signing_key SET state = 'ACTIVE', active_at = ?"
                                    + " WHERE state = 'NEXT'",
                            now);
            if (taken == 0) {
                make(State.ACTIVE, now);
            }
        }
        if (find(State.NEXT).isEmpty()) {
            make(State.NEXT, now);
        }
    }

    private void make(State state, Instant now) {
        UUID id = ids.next();
        try {
            PublicJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
            pair.setUse("sig");
            pair.setAlgorithm("ES256");
            database.run(
                    "INSERT INTO signing_key (id, kid, state, public_key, sealed_private, made_at,"
                            + " active_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    pair.getKeyId(),
                    state.name(),
                    pair.toJson(OutputControlLevel.PUBLIC_ONLY),
                    strongbox.seal(place(id), pair.toJson(OutputControlLevel.INCLUDE_PRIVATE)),
                    now,
                    state == State.ACTIVE ? now : null);
        } catch (JoseException missing) {
            throw new IllegalStateException("This Java cannot make keys", missing);
        }
    }

    private void expire(Instant now) {
        database.run(
                "UPDATE signing_key SET state = 'EXPIRED'"
                        + " WHERE state = 'RETIRED' AND retired_at < ?",
                now.minus(STILL_VERIFIES));
    }
}
