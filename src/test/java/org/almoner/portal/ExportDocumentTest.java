package org.almoner.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.almoner.TestDatabase;
import org.almoner.access.SignedIn;
import org.almoner.access.SignedInLongAgo;
import org.almoner.wizard.Givers;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExportDocumentTest {

    @Test
    void a_donor_reads_in_her_language_what_is_held() throws IOException {
        String email = "vera" + Givers.word() + "@example.org";
        String name = "Łukaszewicz" + Givers.word();
        Map<String, Object> her = Map.of("email", email, "lastName", name, "firstName", "Ελένη 寄付");
        Givers.gave(her, "DE");
        Givers.givesMonthly(her);
        byte[] file =
                given().auth()
                        .oauth2(SignedIn.at(email))
                        .get("/v1/me/export/pdf")
                        .then()
                        .statusCode(200)
                        .contentType("application/pdf")
                        .header("Cache-Control", "no-store")
                        .header("Content-Disposition", startsWith("attachment;"))
                        .extract()
                        .asByteArray();
        Files.write(Path.of("target/my-data.pdf"), file);
        try (PDDocument read = Loader.loadPDF(file)) {
            String text = new PDFTextStripper().getText(read);
            for (String said :
                    new String[] {
                        name,
                        "Ελένη 寄付", // seen as □□, and kept in the text
                        email,
                        "Musterweg",
                        "25,00",
                        "50,00",
                        "Spenden",
                        "jeden Monat",
                        "Seite 1 von",
                        "steht für ein Zeichen"
                    }) {
                assertTrue(text.contains(said), said + " in " + text);
            }
        }
    }

    @Test
    void it_needs_a_fresh_sign_in() {
        String email = "vera" + Givers.word() + "@example.org";
        Givers.gave(email, "Beispiel");
        given().auth()
                .oauth2(SignedInLongAgo.token(SignedIn.account(email)))
                .get("/v1/me/export/pdf")
                .then()
                .statusCode(401);
    }
}
