package io.reco.rerank;

import java.util.Arrays;

/** What a traced request writes down while it runs: columns, appended to. {@link Trace} makes sense of them later. */
final class TraceLog {
    static final byte DROPPED = 0;
    static final byte RESCORED = 1;
    static final byte REPLACED = 2;
    static final byte HELD = 3;
    static final byte RELAXED = 4;
    static final byte PREFERRED = 5;
    static final byte SEQUENCED = 6;
    static final byte ADDED = 7;
    static final byte LABELLED = 8;
    static final byte EXPLORED = 9;
    static final byte FIXED = 10;
    static final byte SET_ASIDE = 11;
    static final byte EXCHANGED = 12;
    static final byte PLANNED = 13;

    /** Stands for no rule. */
    static final int NO_RULE = -1;

    private byte[] kinds;
    private int[] rules;
    private int[] origins;
    private int[] codes;
    private double[] values;
    private int size;

    /** No notes yet, with room for two a candidate. */
    TraceLog(int candidates) {
        int room = Math.max(64, 2 * candidates);
        kinds = new byte[room];
        rules = new int[room];
        origins = new int[room];
        codes = new int[room];
        values = new double[room];
    }

    void dropped(int rule, int origin, int code) {
        add(DROPPED, rule, origin, code, 0);
    }

    void rescored(int rule, int origin, double after) {
        add(RESCORED, rule, origin, 0, after);
    }

    void replaced(int rule, int origin, int track, int code) {
        add(REPLACED, rule, origin, code, track);
    }

    void held(int rule, int origin, int position) {
        add(HELD, rule, origin, position, 0);
    }

    void relaxed(int rule, int origin, int degree) {
        add(RELAXED, rule, origin, degree, 0);
    }

    void preferred(int rule, int origin, double value) {
        add(PREFERRED, rule, origin, 0, value);
    }

    void sequenced(int rule, int origin, int before, int after) {
        add(SEQUENCED, rule, origin, before, after);
    }

    void added(int rule, int origin) {
        add(ADDED, rule, origin, 0, 0);
    }

    void labelled(int rule, int origin, int code) {
        add(LABELLED, rule, origin, code, 0);
    }

    void explored(int rule, int origin, double propensity) {
        add(EXPLORED, rule, origin, 0, propensity);
    }

    void fixed(int rule, int origin, int position) {
        add(FIXED, rule, origin, position, 0);
    }

    void setAside(int rule, int origin) {
        add(SET_ASIDE, rule, origin, 0, 0);
    }

    /**
     * A candidate was given up.
     *
     * @param gain how many more are in the list
     * @param rule the rule that is relaxed less; {@link #NO_RULE}: none
     * @param less by how many tracks
     */
    void exchanged(int origin, int gain, int rule, int less) {
        add(EXCHANGED, rule, origin, gain, less);
    }

    void planned(int rule, int origin, int position) {
        add(PLANNED, rule, origin, position, 0);
    }

    /** Forgets the notes from this one on. */
    void truncate(int newSize) {
        size = newSize;
    }

    private void add(byte kind, int rule, int origin, int code, double value) {
        if (size == kinds.length) {
            int bigger = size * 2;
            kinds = Arrays.copyOf(kinds, bigger);
            rules = Arrays.copyOf(rules, bigger);
            origins = Arrays.copyOf(origins, bigger);
            codes = Arrays.copyOf(codes, bigger);
            values = Arrays.copyOf(values, bigger);
        }
        kinds[size] = kind;
        rules[size] = rule;
        origins[size] = origin;
        codes[size] = code;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    byte kind(int e) {
        return kinds[e];
    }

    int rule(int e) {
        return rules[e];
    }

    int origin(int e) {
        return origins[e];
    }

    int code(int e) {
        return codes[e];
    }

    double value(int e) {
        return values[e];
    }
}
