package io.reco.nd4j.transformer;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Floats of nd4j-native: memory of this process, which plain loops may read and write. */
final class HostFloats extends Nd4jFloats {
    private static final int STEP_BITS = 28;
    private static final int OVERLAP = 1 << 20;

    /** Buffers count bytes by an int, so large memory takes several. */
    private final FloatBuffer[] windows;

    private final int stepBits;
    private final int overlap;

    HostFloats(int length) {
        this(length, STEP_BITS, OVERLAP);
    }

    /**
     * Makes zeros.
     *
     * @param stepBits logarithm of the floats from one window to the next
     * @param overlap floats by which a window reaches into the next: the most that {@link #get} and {@link #put} copy at once
     */
    HostFloats(int length, int stepBits, int overlap) {
        super(length);
        this.stepBits = stepBits;
        this.overlap = overlap;
        windows = new FloatBuffer[(length >>> stepBits) + 1];
        long capacity = Math.max(1, length);
        for (int w = 0; w < windows.length; w++) {
            long from = (long) w << stepBits;
            long end = Math.min(capacity, from + (1L << stepBits) + overlap);
            FloatPointer memory = new FloatPointer(array().data().pointer());
            windows[w] = memory.position(Math.min(from, capacity)).limit(end).asBuffer();
        }
    }

    @Override
    public void write(int at, float[] source, int from, int n) {
        for (int done = 0; done < n; done += overlap) {
            put(at + done, source, from + done, Math.min(overlap, n - done));
        }
    }

    @Override
    public void read(int at, float[] target, int from, int n) {
        for (int done = 0; done < n; done += overlap) {
            get(at + done, target, from + done, Math.min(overlap, n - done));
        }
    }

    /** Reads a row, of at most the overlap. */
    void get(int at, float[] target, int from, int n) {
        windows[at >>> stepBits].get(at & (1 << stepBits) - 1, target, from, n);
    }

    /** Writes a row, of at most the overlap. */
    void put(int at, float[] source, int from, int n) {
        windows[at >>> stepBits].put(at & (1 << stepBits) - 1, source, from, n);
    }
}
