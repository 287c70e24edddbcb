package org.almoner.donor;

import java.util.List;
import org.almoner.problem.Violation;

final class DonorCheck {
    DonorCheck(DonorInput input) {}

    List<Violation> violations() {
        return List.of();
    }

    DonorDetails details() {
        throw new IllegalStateException("not yet");
    }
}
