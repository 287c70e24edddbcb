package org.almoner.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortalPageTest {

    @Test
    void speaks_the_language_of_the_reader() {
        PortalPage page = new PortalPage(Optional.of("https://example.org/{locale}/portal"), 8080);
        assertEquals("https://example.org/nl/portal", page.in("nl"));
    }

    @Test
    void is_the_mailbox_where_nothing_is_set() {
        assertEquals(
                "http://localhost:8080/dev/mailbox",
                new PortalPage(Optional.empty(), 8080).in("de"));
    }

    @Test
    void is_encrypted_or_of_this_machine() {
        for (String address :
                List.of(
                        "http://example.org/portal",
                        "http://localhost.example.org/portal",
                        "javascript:alert(1)",
                        "https://donor:secret@example.org/portal",
                        "https:portal",
                        "https://example.org/{language}/portal",
                        "https://example.org/a b",
                        "portal")) {
            assertFalse(PortalPage.isUsable(address), address);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new PortalPage(Optional.of(address), 8080),
                    address);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Letter.Button("Go", address),
                    address);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Letter.Block.leadingTo(address, "Title", List.of("Here:")),
                    address);
        }
        assertTrue(PortalPage.isUsable("https://example.org/{locale}/portal"));
    }
}
