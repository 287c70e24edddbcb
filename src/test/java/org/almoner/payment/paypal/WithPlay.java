package org.almoner.payment.paypal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Tests that talk to the tests' PayPal; all that is said must fit PayPal's own objects. */
abstract class WithPlay {

    final Play play = new Play();

    @AfterEach
    void whatWasSaidFitsPaypalsOwnObjects() {
        play.close();
        assertEquals(List.of(), play.paypal.misfits());
    }
}
