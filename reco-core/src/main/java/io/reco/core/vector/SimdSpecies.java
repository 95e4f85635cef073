package io.reco.core.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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

    /** JDK 17 reduces from the first lane to the last, interpreted and compiled alike. */
    private static final boolean ORDERED_REDUCTION = Runtime.version().feature() == 17;

    private SimdSpecies() {}

    /** Returns the width in bits. */
    public static int bits() {
        return FLOATS.vectorBitSize();
    }

    /**
     * Returns the sum over the lanes of a vector of {@link #FLOATS} with 8 or 16 lanes. On one JDK the order of additions is
     * always the same, so a result does not depend on what has been compiled yet: {@code reduceLanes} promises no order,
     * and on JDK 25 the interpreter and the compiler indeed take different ones.
     */
    public static float sum(FloatVector v) {
        return ORDERED_REDUCTION ? v.reduceLanes(VectorOperators.ADD) : sumOfHalves(v);
    }

    /** Halves, then quarters, and so on. On JDK 17 each rearrangement checks its indices at length: three times slower. */
    private static float sumOfHalves(FloatVector v) {
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
