package org.almoner.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.almoner.contact.ContactDecisions;
import org.almoner.contact.ContactPurpose;
import org.almoner.donor.DonorView;

/** All that an office gets of one person at one moment. */
record Content(HandedPerson person, List<MayContact> mayContact) {

    private static final String PERMISSIONS = "mayContact";

    Content {
        mayContact = List.copyOf(mayContact);
    }

    /** Messages about gifts stay with the office that has them, and nobody sells anything. */
    static Content of(DonorView view, List<ContactDecisions.Decided> decided) {
        return new Content(
                HandedPerson.of(view),
                decided.stream()
                        .filter(
                                it ->
                                        it.purpose() == ContactPurpose.FUNDRAISING
                                                || it.purpose() == ContactPurpose.NEWS)
                        .map(MayContact::of)
                        .toList());
    }

    /** Names only. */
    List<String> fields() {
        List<String> names = new ArrayList<>(person.fields().keySet());
        names.add(PERMISSIONS);
        return names;
    }

    /**
     * What two contents have in common that are the same, with the ground they go on. When somebody
     * said so is not in it: the same yes once more changes nothing for the office.
     */
    String canonical(Ground ground) {
        StringBuilder all = new StringBuilder();
        person.fields().forEach((name, value) -> add(all, name, value));
        for (MayContact one : mayContact) {
            add(
                    all,
                    one.channel() + "/" + one.purpose(),
                    one.allowed() ? one.ground() : one.reason(),
                    one.rule());
        }
        add(all, "ground", ground.instrument(), ground.rule(), ground.agreement());
        return all.toString();
    }

    /** Each with its length before it, so that no two lists look the same when put in a row. */
    private static void add(StringBuilder all, Object... values) {
        for (Object value : values) {
            String text = value == null ? "" : value.toString();
            all.append(value == null ? "-" : text.length() + ":" + text).append('|');
        }
    }

    /** For messages of errors and logs: nothing personal. */
    @Override
    public String toString() {
        return "Content" + Map.of("fields", fields());
    }
}
