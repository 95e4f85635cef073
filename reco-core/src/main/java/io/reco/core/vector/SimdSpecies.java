package io.reco.core.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector width of the whole library, and the sum over its lanes.
 *
 * <p>Every SIMD class takes its species from here: on JDK 17 two widths used in one process make each other an order of
 * magnitude slower, and a width above what the processor has is slower still. Refer to this class only from classes that
 * are loaded when {@link KernelSource} has found the {@code jdk.incubator.vector} module; without the module, loading it
 * fails.
 */
public final class SimdSpecies {

    /** The widest species that the processor supports. */
    public static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** Floats in one vector. */
    public static final int LANES = FLOATS.length();

    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);

    private SimdSpecies() {}

    /** Returns the width in bits. */
    public static int bits() {
        return FLOATS.vectorBitSize();
    }

    /**
     * Returns the sum over the lanes of a vector of {@link #FLOATS} with 8 or 16 lanes, always added as the same tree
     * (halves, then quarters, and so on). {@code reduceLanes} leaves its order open, and the interpreter and the compiler
     * may take different ones: the bits would depend on when a method got compiled.
     */
    public static float sum(FloatVector v) {
        FloatVector s = v;
        if (LANES == 16) {
            s = s.add(s.rearrange(SWAP_8));
        }
        s = s.add(s.rearrange(SWAP_4));
        s = s.add(s.rearrange(SWAP_2));
        s = s.add(s.rearrange(SWAP_1));
        return s.lane(0);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) & (LANES - 1));
    }
}
