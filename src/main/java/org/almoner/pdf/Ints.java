package org.almoner.pdf;

import java.util.Arrays;

/** A growing list of numbers: object numbers, of which a long table has many. */
final class Ints {

    private int[] numbers = new int[8];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    int get(int index) {
        return numbers[index];
    }

    int size() {
        return size;
    }
}
