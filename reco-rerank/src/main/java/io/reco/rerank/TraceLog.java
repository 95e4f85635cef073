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

    private byte[] kinds = new byte[64];
    private int[] rules = new int[64];
    private int[] origins = new int[64];
    private int[] codes = new int[64];
    private double[] values = new double[64];
    private int size;

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
