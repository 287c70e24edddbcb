package org.almoner.export;

/** A column of a table. */
record Column(String name, Kind kind) {

    /** What its cells are. */
    enum Kind {
        /** Anything that is not typed otherwise; may have been written by a donor. */
        TEXT,
        /** A calendar day at the office. */
        DAY,
        /** A count. */
        NUMBER,
        /** An amount of the row's currency. */
        AMOUNT
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column day(String name) {
        return new Column(name, Kind.DAY);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    static Column amount(String name) {
        return new Column(name, Kind.AMOUNT);
    }
}
