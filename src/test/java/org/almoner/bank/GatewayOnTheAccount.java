package org.almoner.bank;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.SettlesOnAccount;

/** A gateway that knows what carries its mark, and cannot be reached for some of it. */
@Singleton
class GatewayOnTheAccount implements SettlesOnAccount {

    static final String MARK = "TESTGATEWAY";

    final List<BankMovement> heard = new ArrayList<>();

    @Override
    public Map<String, AccountWord> hear(List<BankMovement> movements) {
        Map<String, AccountWord> words = new LinkedHashMap<>();
        for (BankMovement movement : movements) {
            String name = nameOf(movement);
            if (name.startsWith(MARK)) {
                heard.add(movement);
                if (name.endsWith("FAILS")) {
                    throw new IllegalStateException("The gateway is out of order");
                }
                words.put(
                        movement.key(),
                        name.endsWith("WAITS")
                                ? new AccountWord.Waits("other_amount")
                                : new AccountWord.Matched("test/" + name));
            }
        }
        return words;
    }

    private static String nameOf(BankMovement movement) {
        return movement.detail()
                .flatMap(it -> it.references().endToEnd())
                .or(() -> movement.batch().flatMap(it -> it.block()))
                .orElse("");
    }
}
