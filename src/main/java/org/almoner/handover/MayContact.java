package org.almoner.handover;

import org.almoner.contact.ContactChannel;
import org.almoner.contact.ContactDecision;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.ContactGround;
import org.almoner.contact.ContactPurpose;

/**
 * Whether the office may write to the person. Of ground and reason one is there.
 *
 * @param rule id in {@code contact-rules.yaml}; {@code null} when none was asked
 */
public record MayContact(
        ContactChannel channel,
        ContactPurpose purpose,
        boolean allowed,
        ContactGround ground,
        ContactDecision.Reason reason,
        String rule) {

    static MayContact of(ContactDecisions.Decided one) {
        ContactDecision decision = one.decision();
        String rule = decision.rule().map(it -> it.id()).orElse(null);
        return decision instanceof ContactDecision.Yes yes
                ? new MayContact(one.channel(), one.purpose(), true, yes.ground(), null, rule)
                : new MayContact(
                        one.channel(),
                        one.purpose(),
                        false,
                        null,
                        ((ContactDecision.No) decision).reason(),
                        rule);
    }
}
