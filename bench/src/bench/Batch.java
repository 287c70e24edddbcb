package bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * B7, first half: a batch of many direct debits made and its pain.008 taken over HTTP, against
 * {@code psql} copying its rows plus the JDK's XML writer writing as many collections into nowhere,
 * in turns. The batch is cancelled after each turn, so that the next one holds the same
 * collections.
 */
public final class Batch {

    private static final String COLLECTIONS =
            """
            INSERT INTO payment (id, reference, attempt, office, provider, method, amount_minor, currency,
                                 state, provider_key, provider_key_expires_at, provider_reference, locale,
                                 details, opened_at, changed_at, version)
            SELECT md5('p' || n)::uuid, md5('g' || n)::uuid, 1, 'DE', 'sepa', 'SEPA_DIRECT_DEBIT',
                   500 + n %% 10000, 'EUR', 'PENDING', 'bench-' || n, now() + interval '1 year',
                   md5('p' || n), 'de', '{}', now(), now(), 1
              FROM generate_series(1, %1$d) n;
            INSERT INTO sepa_collection (payment_id, mandate_id, end_to_end_id, amount_minor, due_on,
                                         asked_at, announced_at)
            SELECT md5('p' || n)::uuid, (SELECT id FROM sepa_mandate LIMIT 1), md5('p' || n),
                   500 + n %% 10000, current_date + 8, now(), now() - interval '30 days'
              FROM generate_series(1, %1$d) n;
            UPDATE sepa_mandate SET sequence = 'RCUR'""";

    private static final String ROWS =
            "SELECT c.end_to_end_id, c.amount_minor, c.purpose, m.reference, m.agreed_on, m.holder,"
                    + " m.account FROM sepa_collection c JOIN sepa_mandate m ON m.id = c.mandate_id"
                    + " WHERE c.block IS NOT NULL ORDER BY c.payment_id";

    private final Measurement measurement;
    private StaffCalls staff;

    private Batch(Measurement measurement) {
        this.measurement = measurement;
    }

    /** Arguments: the packaged jar, a scratch directory, then options with values. */
    public static void main(String[] arguments) throws Exception {
        new Batch(new Measurement(arguments)).measure();
    }

    private void measure() throws Exception {
        Service.Launch launch = measurement.launch("-Xmx128m");
        int collections = measurement.number("collections", 100_000);
        try (Server server = Server.start(measurement.scratch())) {
            server.execute("CREATE DATABASE " + Server.SERVICE);
            measurement.introduce(server, launch);
            try (Service service =
                    Service.start(
                            launch,
                            server.url(Server.SERVICE),
                            Service.freePort(),
                            Map.of("ALMONER_SEPA_ENABLED", "true"))) {
                staff = new StaffCalls(service);
                donorAgrees();
                seed(server, collections);
                compare(server, service, collections);
            }
        }
        measurement.keep();
    }

    /** One mandate through the wizard: its account is sealed with the service's own key. */
    private void donorAgrees() throws Exception {
        String draft =
                staff.post(
                        "/v1/gift-drafts",
                        "{\"country\":\"DE\",\"locale\":\"de\",\"cadence\":\"ONCE\",\"amount\":{\"minor\":2500,\"currency\":\"EUR\"}}");
        String path = "/v1/gift-drafts/" + StaffCalls.text("id", draft);
        String secret = StaffCalls.text("draftToken", draft);
        draft(
                "PUT",
                path + "/donor",
                secret,
                "{\"kind\":\"PERSON\",\"firstName\":\"Erika\",\"lastName\":\"Beispiel\",\"email\":\"erika@example.org\","
                                + "\"address\":{\"street\":\"Musterweg\",\"houseNumber\":\"1\",\"postcode\":\"10115\",\"town\":\"Berlin\","
                                + "\"country\":\"DE\"},\"consents\":[{\"id\":\"de-privacy\",\"version\":1,\"given\":true},"
                        + "{\"id\":\"de-transfer\",\"version\":1,\"given\":true}]}");
        draft(
                "PUT",
                path + "/payment-method",
                secret,
                "{\"method\":\"SEPA_DIRECT_DEBIT\",\"iban\":\"DE89370400440532013000\",\"accountHolder\":\"Erika Beispiel\","
                        + "\"mandate\":{\"textId\":\"sepa-core\",\"version\":1,\"agreed\":true}}");
        draft("POST", path + "/completion", secret, "{}");
    }

    private void seed(Server server, int collections) throws Exception {
        long began = System.nanoTime();
        try (Connection connection = server.connect(Server.SERVICE);
                Statement statement = connection.createStatement()) {
            for (String sql : String.format(Locale.ROOT, COLLECTIONS, collections).split(";")) {
                statement.execute(sql);
            }
            statement.execute("VACUUM ANALYZE");
        }
        measurement.say(
                String.format(
                        Locale.ROOT,
                        "%,d collections that are ready, written in %.0f s",
                        collections,
                        (System.nanoTime() - began) / 1e9));
    }

    private void compare(Server server, Service service, int collections) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= measurement.number("pairs", 5); pair++) {
            Took ours = batch(collections);
            Psql.Copied copied = Psql.copy(server, ROWS, measurement.scratch());
            if (copied.rows() < collections) {
                throw new IOException("psql did not copy the same rows");
            }
            double written = write(collections);
            staff.post(
                    "/v1/staff/direct-debit-batches/" + ours.id() + "/cancellation",
                    "{\"neverReachedTheBank\":true}");
            double ratio = ours.file().seconds() / (copied.seconds() + written);
            ratios.add(ratio);
            measurement.say(
                    String.format(
                            Locale.ROOT,
                            "pair %d: made in %.2f s, taken in %.2f s, %,d bytes; psql COPY %.2f s,"
                                    + " StAX %.2f s; ratio of the file %.2f, peak memory %,d MiB",
                            pair,
                            ours.made(),
                            ours.file().seconds(),
                            ours.file().bytes(),
                            copied.seconds(),
                            written,
                            ratio,
                            service.peak()));
        }
        measurement.say(
                String.format(
                        Locale.ROOT,
                        "median ratio of the file to COPY and StAX: %.2f",
                        Measurement.median(ratios)));
    }

    /**
     * A batch.
     *
     * @param made seconds from the wish to the frozen batch, its file's hash included
     * @param file as it was taken over HTTP
     */
    private record Took(String id, double made, StaffCalls.Taken file) {}

    private Took batch(int collections) throws Exception {
        staff.signIn();
        long began = System.nanoTime();
        String id =
                StaffCalls.text(
                        "id", staff.post("/v1/staff/direct-debit-batches", "{\"office\":\"DE\"}"));
        String path = "/v1/staff/direct-debit-batches/" + id;
        String batch = staff.get(path);
        while (!StaffCalls.text("state", batch).equals("MADE")) {
            Thread.sleep(50);
            batch = staff.get(path);
        }
        double made = (System.nanoTime() - began) / 1e9;
        if (StaffCalls.amount("collections", batch) < collections) {
            throw new IOException("The batch lacks collections");
        }
        return new Took(
                id,
                made,
                staff.take(
                        path + "/file",
                        "application/xml",
                        StaffCalls.text("sha256", batch),
                        OutputStream.nullOutputStream()));
    }

    /** Seconds in which the JDK's writer writes as many collections into nowhere. */
    private static double write(int collections) throws XMLStreamException {
        long began = System.nanoTime();
        XMLStreamWriter out =
                XMLOutputFactory.newDefaultFactory()
                        .createXMLStreamWriter(OutputStream.nullOutputStream(), "UTF-8");
        out.writeStartDocument();
        out.writeStartElement("Document");
        for (int i = 0; i < collections; i++) {
            out.writeStartElement("DrctDbtTxInf");
            for (String name :
                    List.of(
                            "EndToEndId", "InstdAmt", "MndtId", "DtOfSgntr", "Othr", "Nm", "IBAN", "Cd",
                            "Ustrd")) {
                out.writeStartElement(name);
                out.writeCharacters("019ab0c47a2270008a000a1b2c3d4e5f");
                out.writeEndElement();
            }
            out.writeEndElement();
        }
        out.writeEndDocument();
        out.close();
        return (System.nanoTime() - began) / 1e9;
    }

    private String draft(String method, String path, String secret, String body) throws Exception {
        return staff.answer(
                staff.request(path)
                        .header("Content-Type", "application/json")
                        .header("Draft-Token", secret)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }
}
