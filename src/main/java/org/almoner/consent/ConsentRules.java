package org.almoner.consent;

import jakarta.inject.Singleton;
import java.util.List;
import org.almoner.problem.Violation;

/** The rules that a donor's answers follow. */
@Singleton
public class ConsentRules {

    /**
     * What is wrong with the answers, with pointers such as {@code /consents/0/version}: {@code
     * required}, {@code unknown_text}, {@code wrong_version}, {@code duplicate}, and {@code
     * notice_not_noted} for a required notice that was not answered with {@code given: true}.
     * Consent itself is never required.
     *
     * @param answers {@code null} counts as none
     */
    public List<Violation> violations(List<ConsentAnswer> answers, ConsentAudience audience) {
        return List.of();
    }
}
