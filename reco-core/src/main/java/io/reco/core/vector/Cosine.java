package io.reco.core.vector;

/** Cosine from three kernel calls, with a double-precision path for norms whose squares leave the range of float. */
final class Cosine {

    // Between these, neither sum of squares has lost bits to underflow nor overflowed.
    private static final float SMALLEST = 0x1p-80f;
    private static final float LARGEST = 0x1p120f;

    private Cosine() {}

    static float of(VectorKernels kernels, float[] a, int aOff, float[] b, int bOff, int n) {
        float aa = kernels.squaredNorm(a, aOff, n);
        float bb = kernels.squaredNorm(b, bOff, n);
        if (aa > SMALLEST && aa < LARGEST && bb > SMALLEST && bb < LARGEST) {
            return clamp(kernels.dot(a, aOff, b, bOff, n) / Math.sqrt((double) aa * bb));
        }
        return inDouble(a, aOff, b, bOff, n);
    }

    private static float inDouble(float[] a, int aOff, float[] b, int bOff, int n) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < n; i++) {
            double x = a[aOff + i];
            double y = b[bOff + i];
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        if (Double.isNaN(ab) || Double.isInfinite(aa) || Double.isInfinite(bb)) {
            return Float.NaN;
        }
        return aa == 0 || bb == 0 ? 0f : clamp(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
    }

    private static float clamp(double cosine) {
        return (float) Math.max(-1, Math.min(1, cosine));
    }
}
