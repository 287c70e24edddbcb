package org.almoner.trial;

import java.util.List;

/**
 * One of the four guards against a second charge, and how a trial takes it away. None of these ways
 * exists outside: they change the trial's own database, clients and provider.
 */
enum MissingGuard {
    /** (a) The clients make a new key for every single call, so that no key guards anything. */
    IDEMPOTENCY_KEY(List.of(), List.of()),

    /** (b) One gift per draft, and one living payment per gift. */
    ONE_GIFT_PER_DRAFT(List.of("donation.uq_donation_draft"), List.of("uq_payment_alive")),

    /** (c) The provider takes every key for a new one. */
    PROVIDER_KEY(List.of(), List.of()),

    /** (d) What the provider calls a payment or a notification may come again under our eyes. */
    PROVIDER_REFERENCE(List.of("payment.uq_payment_provider_reference"), List.of());

    /** Every notification is taken for one that never came before. */
    private static final String FORGET_EVENTS =
            """
            CREATE FUNCTION forget_event() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.event_id := gen_random_uuid()::text;
                RETURN NEW;
            END $$;
            CREATE TRIGGER tr_forget_event BEFORE INSERT ON webhook_event
                FOR EACH ROW EXECUTE FUNCTION forget_event()
            """;

    private final List<String> constraints;
    private final List<String> indexes;

    MissingGuard(List<String> constraints, List<String> indexes) {
        this.constraints = constraints;
        this.indexes = indexes;
    }

    /**
     * Does something while the schema's part of the guard is gone. Afterwards it is put back as it
     * was, which the database refuses when something has become double meanwhile.
     */
    void without(DurableDatabase database, Runnable act) {
        List<String> back = new java.util.ArrayList<>();
        for (String one : constraints) {
            String table = one.substring(0, one.indexOf('.'));
            String name = one.substring(one.indexOf('.') + 1);
            String definition =
                    database.column(
                                    "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE"
                                            + " conname = '%s'".formatted(name))
                            .get(0);
            database.run("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, name));
            back.add("ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(table, name, definition));
        }
        for (String name : indexes) {
            back.addAll(
                    database.column(
                            "SELECT indexdef FROM pg_indexes WHERE indexname = '%s'"
                                    .formatted(name)));
            database.run("DROP INDEX " + name);
        }
        if (this == PROVIDER_REFERENCE) {
            database.run(FORGET_EVENTS);
            back.add("DROP FUNCTION forget_event CASCADE");
        }
        act.run();
        back.forEach(database::run);
    }
}
