package io.reco.transformer.kernel;

import static io.reco.core.vector.SimdSpecies.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions of vectors: straight arithmetic on floats and their bits, no masks, no branches.
 *
 * <p>A loop may call one of them once: HotSpot stops inlining where a method has grown to some 70 operations on vectors, and a
 * vector that crosses a call goes through the heap. For the same reason loops over vectors call the Vector API itself, whose
 * methods are always inlined, and no short names for it.
 */
final class SimdMath {
    /** 1.5 2^23: adding it rounds to an integer, which then lies in the low bits. */
    private static final float ROUNDER = 12_582_912f;

    private static final int ONE_BITS = 0x3F80_0000;
    private static final int MANTISSA_BITS = 23;

    /** ln 2 in two parts, the first with so few bits that its products with small integers are exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;

    /** exp of this and of all below is 0. */
    private static final float EXP_LOWEST = -88f;

    private static final float EXP_HIGHEST = 88f;
    /** Bits of sqrt(1 / 2): mantissas are taken from there to sqrt(2). */
    private static final int ROOT_HALF_BITS = 0x3F35_04F3;

    private SimdMath() {}

    /**
     * exp(x) with a relative error below 1.2e-7, for x in [-87.3, 88]; 0 for x below -88, exp(88) above 88. By range reduction to
     * [-ln(2) / 2, ln(2) / 2] and the polynomial of Cephes' {@code expf} (Moshier).
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(EXP_LOWEST).min(EXP_HIGHEST);
        FloatVector rounded = bounded.fma(
                FloatVector.broadcast(FLOATS, 1.44269504088896341f), FloatVector.broadcast(FLOATS, ROUNDER));
        FloatVector k = rounded.sub(ROUNDER);
        FloatVector r = k.fma(
                FloatVector.broadcast(FLOATS, -LN2_LOW), k.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), bounded));
        FloatVector p =
                r.fma(FloatVector.broadcast(FLOATS, 1.9875691500e-4f), FloatVector.broadcast(FLOATS, 1.3981999507e-3f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 8.3334519073e-3f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 4.1665795894e-2f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1.6666665459e-1f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 5.0000001201e-1f));
        p = p.fma(r.mul(r), r.add(1f));
        IntVector power = rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .add(ONE_BITS);
        return p.mul(power.reinterpretAsFloats());
    }

    /** log(x) of normal numbers above 0 with an error below 1.2e-7 of the larger of |log(x)| and 1; Cephes' {@code logf} (Moshier). */
    static FloatVector log(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector exponent = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        FloatVector e = exponent.add(Float.floatToRawIntBits(ROUNDER))
                .reinterpretAsFloats()
                .sub(ROUNDER);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS))
                .reinterpretAsFloats()
                .sub(1f);
        FloatVector p = f.fma(
                FloatVector.broadcast(FLOATS, 7.0376836292e-2f), FloatVector.broadcast(FLOATS, -1.1514610310e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, 1.1676998740e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, -1.2420140846e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, 1.4249322787e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, -1.6668057665e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, 2.0000714765e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, -2.4999993993e-1f));
        p = p.fma(f, FloatVector.broadcast(FLOATS, 3.3333331174e-1f));
        FloatVector squared = f.mul(f);
        FloatVector rest = p.mul(f).mul(squared).add(e.mul(LN2_LOW)).sub(squared.mul(0.5f));
        return e.fma(FloatVector.broadcast(FLOATS, LN2_HIGH), f.add(rest));
    }

    /**
     * log(1 + u) for u in [0, 1] with a relative error below 2.2e-7: {@code 2 atanh(u / (2 + u))} by its power series, whose
     * first term left out is below 3e-8 of the sum.
     */
    static FloatVector log1p(FloatVector u) {
        FloatVector s = u.div(u.add(2f));
        FloatVector t = s.mul(s);
        FloatVector p = t.fma(FloatVector.broadcast(FLOATS, 2f / 15), FloatVector.broadcast(FLOATS, 2f / 13));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f / 11));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f / 9));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f / 7));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f / 5));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f / 3));
        p = p.fma(t, FloatVector.broadcast(FLOATS, 2f));
        return p.mul(s);
    }

    /** 1 / (1 + exp(-x)) with a relative error below 4e-7 for x above -87.3; about 6e-39 below -88. */
    static FloatVector logistic(FloatVector x) {
        return FloatVector.broadcast(FLOATS, 1f).div(exp(x.neg()).add(1f));
    }

    /** tanh(x) with an absolute error below 3e-7. */
    static FloatVector tanh(FloatVector x) {
        return logistic(x.add(x)).mul(2f).sub(1f);
    }
}
