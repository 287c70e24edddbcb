package org.almoner.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes into a mail and a list of sessions is made of our words only. */
class BrowserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox, Linux",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140|Edge, Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1|Safari, iPhone",
                "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36|Chrome, Android",
                "<script>alert(1)</script> Firefox|Firefox",
                "curl/8.5.0|''"
            })
    void isNamedByWordsOfOurs(String userAgent, String name) {
        assertEquals(name, Browser.nameIn(userAgent));
    }

    @Test
    void networksAreCutShortForTheMailAndCountedByHousehold() {
        assertEquals("203.0.113.x", Network.of("203.0.113.77").shown());
        assertEquals("203.0.113.77", Network.of("203.0.113.77").counted());
        assertEquals(
                Network.of("2001:db8:1:2::1").counted(),
                Network.of("2001:db8:1:2:ff::9").counted());
        assertEquals("2001:db8:1:0:0:0:0:0/48", Network.of("2001:db8:1:2::1").shown());
        assertEquals("unknown", Network.of("localhost").counted());
        assertEquals("unknown", Network.of(null).counted());
    }
}
