package org.almoner.office;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxNoticeTest {

    @ParameterizedTest
    @CsvSource({
        "FREISTELLUNGSBESCHEID, 2024-05-13, false",
        "FREISTELLUNGSBESCHEID, 2024-05-14, true",
        "FREISTELLUNGSBESCHEID, 2029-05-14, true",
        "FREISTELLUNGSBESCHEID, 2029-05-15, false",
        "ANLAGE_KST, 2029-05-14, true",
        "SIXTY_A, 2027-05-14, true",
        "SIXTY_A, 2027-05-15, false"
    })
    void carriesConfirmationsForItsYearsToTheDay(
            TaxNoticeKind kind, LocalDate day, boolean carries) {
        TaxNotice notice =
                new TaxNotice(
                        kind,
                        "Musterstadt",
                        "27/640/12345",
                        LocalDate.of(2024, 5, 14),
                        Optional.empty(),
                        "mildtätiger Zwecke",
                        LocalDate.of(2024, 5, 14));

        assertEquals(carries, notice.carriesConfirmationsOn(day));
    }
}
