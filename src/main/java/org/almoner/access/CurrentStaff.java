package org.almoner.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.almoner.office.OfficeCode;
import org.almoner.problem.DomainProblem;
import org.almoner.problem.ProblemType;

/** The member of staff who makes the current request, and for which offices. */
@RequestScoped
public class CurrentStaff {

    private static final String EVERY_OFFICE = "*";

    private final SecurityIdentity identity;
    private final StaffAccessConfig config;
    private final InstantSource clock;

    CurrentStaff(SecurityIdentity identity, StaffAccessConfig config, InstantSource clock) {
        this.identity = identity;
        this.config = config;
        this.clock = clock;
    }

    private StaffPrincipal principal() {
        if (identity.getPrincipal() instanceof StaffPrincipal staff) {
            return staff;
        }
        throw DomainProblem.of(ProblemType.NOT_SIGNED_IN, "This call is for staff.");
    }

    /** The identity provider's opaque id of the person; what the audit trail calls the actor. */
    public String subject() {
        return principal().getSubject();
    }

    /** The person's name to show to that person; empty when the token has none. Never stored. */
    public String displayName() {
        return principal().displayName();
    }

    /** The roles of {@link Roles} the person has, in all of the person's offices. */
    public Set<String> roles() {
        return new TreeSet<>(identity.getRoles());
    }

    /** Whether the person acts for all offices, present and future. */
    public boolean actsForEveryOffice() {
        return principal().offices().contains(EVERY_OFFICE);
    }

    /**
     * The codes of the offices the person acts for, in alphabetical order; not meaningful when
     * {@link #actsForEveryOffice()}.
     */
    public Set<String> officeCodes() {
        Set<String> codes = new TreeSet<>(principal().offices());
        codes.remove(EVERY_OFFICE);
        return codes;
    }

    /** Whether the person may see and do things of that office. */
    public boolean mayActFor(OfficeCode office) {
        return actsForEveryOffice() || principal().offices().contains(office.value());
    }

    /**
     * Refuses what belongs to a foreign office exactly like something that does not exist, so that
     * nobody can find out what other offices have.
     */
    public void requireOffice(OfficeCode office) {
        if (!mayActFor(office)) {
            throw DomainProblem.notFound();
        }
    }

    /**
     * Refuses unless the person signed in with a second factor a short while ago, as {@code acr}
     * and {@code auth_time} of the token say it (AU-12). For acts that move money or keys. The
     * answer is 401 as RFC 9470 has it, and names what the identity provider is to be asked for.
     */
    public void requireSecondFactor() {
        StaffPrincipal person = principal();
        long now = clock.instant().getEpochSecond();
        Long signedInAt = person.signedInAt();
        boolean isFresh =
                signedInAt != null
                        && signedInAt <= now + TokenRules.SKEW.toSeconds()
                        && signedInAt >= now - config.stepUpAge().toSeconds();
        if (!isFresh
                || person.strength() == null
                || !config.stepUpAcr().contains(person.strength())) {
            throw DomainProblem.of(
                            ProblemType.SECOND_FACTOR_NEEDED,
                            "Sign in again with a second factor, then repeat the request.")
                    .with("acrValues", String.join(" ", new TreeSet<>(config.stepUpAcr())))
                    .with("maxAge", config.stepUpAge().toSeconds());
        }
    }
}
