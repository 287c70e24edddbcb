-- A person may say that money which waits is what a gateway awaits; then it belongs to no gift.
ALTER TABLE bank_movement DROP CONSTRAINT ck_bank_movement_booked;
ALTER TABLE bank_movement ADD CONSTRAINT ck_bank_movement_booked CHECK (
    CASE state WHEN 'MATCHED' THEN num_nonnulls(payment_id, belongs_to) = 1
               WHEN 'ASSIGNED' THEN CASE WHEN belongs_to IS NULL THEN payment_id IS NOT NULL AND donation_id IS NOT NULL
                                         ELSE num_nonnulls(payment_id, donation_id) = 0 END
               WHEN 'MADE_A_GIFT' THEN payment_id IS NOT NULL AND donation_id IS NOT NULL
               WHEN 'SPLIT' THEN payment_id IS NULL
               ELSE num_nonnulls(payment_id, donation_id, belongs_to) = 0 END);
