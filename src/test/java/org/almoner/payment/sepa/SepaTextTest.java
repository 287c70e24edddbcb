package org.almoner.payment.sepa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SepaTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jürgen Größmann-Öztürk|Juergen Groessmann-Oeztuerk",
                "ÄÖÜẞ|AeOeUeSS",
                "Ärzte & Söhne|Aerzte + Soehne",
                "José Çelik Dvořák Šimůnek|Jose Celik Dvorak Simunek",
                "Łukasz Żółć|Lukasz Zolc",
                "Æsa Ørsted Ångström|AEsa Orsted Angstroem",
                "Σωκράτης|Sokratis",
                "Александър Щерев|Aleksandar Shterev",
                "Nguyễn Văn Ánh|Nguyen Van Anh",
                "O’Brien “der Große”|O'Brien .der Grosse.",
                "山田|..",
                "ﬁn Ⅷ ②|fin VIII 2",
                "١٢٣|123",
                "a@b_c#d*e|a.b-c.d.e",
                "a//b /|a/b",
                "/a  b/|a b"
            })
    void aNameIsSpeltInTheCharactersOfAllBanks(String name, String spelt) {
        assertEquals(spelt, SepaText.of(name, 70));
    }

    @Test
    void aDecomposedUmlautIsSpeltLikeAComposedOne() {
        assertEquals("Mueller", SepaText.of("Mu\u0308ller", 70));
    }

    @Test
    void cuttingComesAfterConverting() {
        assertEquals("Aeae", SepaText.of("Ääh", 4));
        assertEquals("ab", SepaText.of("ab cd", 3));
        assertEquals("ab", SepaText.of("ab/cd", 3));
    }

    @Test
    void whatVanishesIsReplacedWhereSomethingMustStand() {
        assertEquals("", SepaText.of("\u200b\u0301", 70));
        assertEquals("NOTPROVIDED", SepaText.required("\u200b", 70));
    }
}
