package org.almoner.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.almoner.TestDatabase;
import org.almoner.office.CatalogueFiles;
import org.almoner.office.DatedTerms;
import org.almoner.office.Office;
import org.almoner.office.OfficeCode;
import org.almoner.office.Offices;
import org.almoner.sql.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code datev.yaml} said of days that have come is not said otherwise afterwards. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatevSettingsTest {

    private static final String FIRST = "validFrom: 2001-01-01";

    @Inject DatevSettings settings;
    @Inject DatedTerms terms;
    @Inject Offices offices;
    @Inject Sql sql;

    @TempDir Path directory;

    private String builtIn;

    @BeforeEach
    void readsTheBuiltInFile() throws IOException {
        try (InputStream in = new CatalogueFiles(Optional.empty()).open(DatevFile.NAME)) {
            builtIn = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Versions of days to come, and this test's own of the past. */
    @AfterEach
    void leavesTheBuiltInSettings() {
        sql.write("DELETE FROM datev_terms WHERE valid_from <> '2001-01-01'");
        settings.load();
    }

    private void load(String yaml) {
        try {
            Files.writeString(directory.resolve(DatevFile.NAME), yaml);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        new DatevSettings(
                        new CatalogueFiles(Optional.of(directory.toString())), terms, offices, sql)
                .load();
        settings.refresh();
    }

    private void refused(String yaml, String what) {
        String why = assertThrows(IllegalStateException.class, () -> load(yaml)).getMessage();
        assertTrue(why.startsWith("datev.yaml, office DE: the entry of 2001-01-01"), why);
        assertTrue(why.contains(what), why);
        assertEquals(1001, inForce("2010-01-01").consultant());
    }

    private DatevTerms inForce(String day) {
        Office office = offices.find(new OfficeCode("DE")).orElseThrow();
        LocalDate at = LocalDate.parse(day);
        return settings.batch(office, at, at).terms();
    }

    /** The built-in version once more, from another day on and with another consultant. */
    private String and(String validFrom, int consultant) {
        String version = builtIn.substring(builtIn.indexOf("      - " + FIRST));
        return builtIn
                + version.replace(FIRST, "validFrom: " + validFrom)
                        .replace("consultant: 1001", "consultant: " + consultant);
    }

    @Test
    void the_same_file_can_be_loaded_again() {
        load(builtIn);
        assertEquals(1001, inForce("2010-01-01").consultant());
        assertEquals("100", inForce("2010-01-01").costCentres().get("freedom-week"));
    }

    @Test
    void a_version_that_was_in_force_cannot_change_or_go() {
        refused(builtIn.replace("consultant: 1001", "consultant: 1002"), "has changed");
        refused(builtIn.replace("\"3220\"", "\"3221\""), "has changed");
        refused(builtIn.replace(FIRST, "validFrom: 2002-01-01"), "is missing");
        refused("offices: []", "is missing");
    }

    @Test
    void a_version_of_a_later_day_is_added_and_every_node_sees_it() {
        load(and("2015-07-01", 2002));
        assertEquals(1001, inForce("2015-06-30").consultant());
        assertEquals(2002, inForce("2015-07-01").consultant());
    }

    @Test
    void a_version_whose_day_has_not_come_can_change_and_go() {
        String later = offices.today(new OfficeCode("DE")).plusDays(2).toString();
        load(and(later, 2002));
        load(and(later, 2003));
        assertEquals(2003, versionOf(later));
        load(builtIn);
        assertEquals(-1, versionOf(later));
    }

    private int versionOf(String day) {
        return sql.one(
                        "SELECT (terms ->> 'consultant')::integer FROM datev_terms"
                                + " WHERE office = 'DE' AND valid_from = ?::date",
                        row -> row.getInt(1),
                        day)
                .orElse(-1);
    }
}
