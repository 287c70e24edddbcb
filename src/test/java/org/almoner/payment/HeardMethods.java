package org.almoner.payment;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what becomes of saved methods. */
@ApplicationScoped
@Unremovable
class HeardMethods {

    private final List<MethodChanged> heard = new CopyOnWriteArrayList<>();

    void on(@Observes MethodChanged event) {
        heard.add(event);
    }

    /** The states a method was heard to reach, in order. */
    List<MethodState> of(SavedMethodId id) {
        return heard.stream()
                .map(MethodChanged::method)
                .filter(method -> method.id().equals(id))
                .map(MethodView::state)
                .toList();
    }
}
