package org.almoner.payment.sepa;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.almoner.bankfile.CamtPart;
import org.almoner.payment.AccountWord;
import org.almoner.payment.BankMovement;
import org.almoner.payment.SettlesOnAccount;

/**
 * Finds direct debits on bank statements: the sum of a block by its name, collections and what came
 * back of them by their end-to-end ids. What does not fit to the cent is left to a person.
 */
@Singleton
class HearAccount implements SettlesOnAccount {

    private static final Pattern END_TO_END = Pattern.compile("[0-9a-fA-F]{32}");

    private final BookBlocks blocks;
    private final BookCollections collections;

    HearAccount(BookBlocks blocks, BookCollections collections) {
        this.blocks = blocks;
        this.collections = collections;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Map<String, AccountWord> hear(List<BankMovement> movements) {
        Map<String, BankMovement> sums = new HashMap<>();
        List<BookCollections.Told> single = new ArrayList<>();
        Map<String, AccountWord> words = new HashMap<>();
        for (BankMovement one : movements) {
            Optional<String> endToEnd = endToEnd(one);
            Optional<String> block = block(one);
            if (endToEnd.isPresent()) {
                single.add(new BookCollections.Told(one, endToEnd.get()));
            } else if (block.isPresent() && one.credit() && !one.entry().reversal()) {
                BankMovement first = sums.putIfAbsent(block.get(), one);
                if (first != null) {
                    words.put(one.key(), new AccountWord.Waits("booked_already"));
                }
            }
        }
        words.putAll(blocks.hear(sums));
        words.putAll(collections.hear(single));
        return words;
    }

    private static Optional<String> endToEnd(BankMovement movement) {
        return movement.detail()
                .flatMap(it -> it.references().endToEnd())
                .filter(it -> END_TO_END.matcher(it).matches())
                .map(it -> it.toLowerCase(java.util.Locale.ROOT));
    }

    private static Optional<String> block(BankMovement movement) {
        return movement.batch()
                .flatMap(CamtPart.Batch::block)
                .or(() -> movement.detail().flatMap(it -> it.references().block()));
    }
}
