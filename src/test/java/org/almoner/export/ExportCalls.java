package org.almoner.export;

import static org.hamcrest.Matchers.equalTo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.almoner.TestStaff;

/** The calls of a member of the finance staff. */
final class ExportCalls {

    private ExportCalls() {}

    static RequestSpecification clerk() {
        return TestStaff.as("finance", "DE");
    }

    static Map<String, Object> wish(String kind, int year, String format) {
        return Map.of(
                "kind",
                kind,
                "office",
                "DE",
                "from",
                year + "-01-01",
                "to",
                year + "-12-31",
                "format",
                format);
    }

    static Map<String, Object> onlyNew(int year) {
        return Map.of(
                "kind",
                "JOURNAL",
                "office",
                "DE",
                "from",
                year + "-01-01",
                "to",
                year + "-12-31",
                "format",
                "CSV",
                "onlyNew",
                true);
    }

    static String ask(Map<String, Object> wish) {
        return clerk().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(wish)
                .post("/v1/staff/exports")
                .then()
                .statusCode(201)
                .body("state", equalTo("WAITING"))
                .extract()
                .path("number");
    }

    static byte[] file(String number) {
        return clerk().get("/v1/staff/exports/" + number + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    static List<NamedCsvRecord> table(String number) {
        byte[] file = file(number);
        String text = new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        return CsvReader.builder().ofNamedCsvRecord(text).stream().collect(Collectors.toList());
    }

    static Set<String> giftsIn(String number) {
        return table(number).stream()
                .map(it -> it.getField("gift"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String sha256(byte[] file) {
        return HexFormat.of().formatHex(FileInPieces.sha256().digest(file));
    }

    static io.restassured.response.ValidatableResponse repeat(String number) {
        return clerk().post("/v1/staff/exports/" + number + "/repetition").then().statusCode(200);
    }
}
