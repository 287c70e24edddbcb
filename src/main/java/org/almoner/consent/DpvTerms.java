package org.almoner.consent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our words in terms of the Data Privacy Vocabulary (DPV 2), and where it has none, in English. */
final class DpvTerms {

    static final Map<String, Object> CONTEXT =
            object(
                    "dct", "http://purl.org/dc/terms/",
                    "dpv", "https://w3id.org/dpv#",
                    "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
                    "loc", "https://w3id.org/dpv/loc#",
                    "pd", "https://w3id.org/dpv/pd#",
                    "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                    "schema", "https://schema.org/",
                    "skos", "http://www.w3.org/2004/02/skos/core#");

    static final String UNTIL_NO = "until withdrawn or objected to";

    /** Rights by the article of the GDPR, as the vocabulary names them. */
    private static final Map<String, String> RIGHTS =
            rights(
                    "A7-3", "withdraw consent",
                    "A13", "be informed",
                    "A15", "access",
                    "A16", "rectification",
                    "A17", "erasure",
                    "A18", "restriction of processing",
                    "A20", "data portability",
                    "A21", "object",
                    "A22", "no decision by machines alone",
                    "A77", "complain to an authority");

    private static final List<String> RIGHTS_EVERYWHERE = List.of("A7-3", "A15", "A16", "A21");

    private DpvTerms() {}

    /** A member of the document for each pair, in their order; {@code null} leaves one out. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                object.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return object;
    }

    private static Map<String, String> rights(String... articlesAndNames) {
        Map<String, String> rights = new LinkedHashMap<>();
        for (int i = 0; i < articlesAndNames.length; i += 2) {
            rights.put(articlesAndNames[i], articlesAndNames[i + 1]);
        }
        return rights;
    }

    static String place(String country) {
        return "loc:" + country;
    }

    static List<String> places(List<String> countries) {
        return countries.stream().map(DpvTerms::place).toList();
    }

    static Map<String, Object> untilEvent(String event) {
        return object("@type", "dpv:UntilEventDuration", "rdf:value", event);
    }

    static Map<String, Object> purpose(ConsentPurpose purpose) {
        return object(
                "@type",
                "dpv:Purpose",
                "skos:broader",
                broader(purpose),
                "dct:description",
                description(purpose));
    }

    private static String broader(ConsentPurpose purpose) {
        return switch (purpose) {
            case NEWSLETTER -> "dpv:DirectMarketing";
            case TRANSFER_TO_OFFICE, TRANSFER_49_1_A, PRIVACY -> "dpv:CommunicationManagement";
            case GIFT_AID -> "dpv:NonCommercialPurpose";
        };
    }

    static String description(ConsentPurpose purpose) {
        return switch (purpose) {
            case NEWSLETTER -> "News about the work and appeals for gifts";
            case TRANSFER_TO_OFFICE -> "Contact by the office in the donor's country";
            case TRANSFER_49_1_A ->
                    "Handing data over to a country that does not protect them enough";
            case PRIVACY -> "Handling of gifts";
            case GIFT_AID -> "Claiming tax back on gifts from HMRC";
        };
    }

    /**
     * The ground in the vocabulary's terms, and the law in the words of the text.
     *
     * @param european whether articles of the GDPR are meant as the Union's regulation has them
     */
    static List<Object> legalBasis(ConsentRecord asked, boolean european) {
        String words = asked.said().legalBasis();
        List<Object> bases = new ArrayList<>();
        if (european && words.contains("GDPR Art. 6(1)(a)")) {
            bases.add("eu-gdpr:A6-1-a");
        } else if (european && words.contains("GDPR Art. 49(1)(a)")) {
            bases.add("eu-gdpr:A49-1-a");
        } else if (european && words.contains("GDPR Art. 6(1)(f)")) {
            bases.add("eu-gdpr:A6-1-f");
        } else if (asked.meaning() == ConsentMeaning.CONSENT) {
            bases.add("dpv:Consent");
        }
        bases.add(object("@type", "dpv:LegalBasis", "dct:description", words));
        return bases;
    }

    /** Nothing special (GDPR Art. 9) and nothing sensitive is asked for with any text. */
    static List<Map<String, Object>> personalData(ConsentChannel channel) {
        String reached =
                switch (channel) {
                    case EMAIL -> "pd:EmailAddress";
                    case PHONE, SMS -> "pd:TelephoneNumber";
                    case POST -> "pd:PhysicalAddress";
                    case TRANSFER, NONE -> "pd:Contact";
                };
        return List.of(data(reached, "dpv:Required"), data("pd:Name", "dpv:Optional"));
    }

    private static Map<String, Object> data(String type, String necessity) {
        return object(
                "@type",
                List.of("dpv:PersonalData", "dpv:NonSensitivePersonalData"),
                "skos:broader",
                type,
                "dpv:hasNecessity",
                necessity);
    }

    static List<Map<String, Object>> rights(boolean european, String exercisedAt) {
        List<Map<String, Object>> rights = new ArrayList<>();
        RIGHTS.forEach(
                (article, name) -> {
                    if (european || RIGHTS_EVERYWHERE.contains(article)) {
                        Object type =
                                european
                                        ? List.of("dpv:DataSubjectRight", "eu-gdpr:" + article)
                                        : List.of("dpv:DataSubjectRight");
                        rights.add(
                                object(
                                        "@type",
                                        type,
                                        "dct:description",
                                        name,
                                        "dpv:isExercisedAt",
                                        exercisedAt));
                    }
                });
        return rights;
    }
}
