package io.reco.transformer.kernel;

import java.util.Arrays;

/** Floats in a Java array: the memory of the scalar and SIMD kernels. */
public final class HeapFloats implements Floats {
    private final float[] array;

    /** Takes an array over; it is not copied. */
    public HeapFloats(float[] array) {
        this.array = array;
    }

    /** Returns the array itself. */
    public float[] array() {
        return array;
    }

    @Override
    public int length() {
        return array.length;
    }

    @Override
    public void write(int at, float[] source, int from, int n) {
        System.arraycopy(source, from, array, at, n);
    }

    @Override
    public void read(int at, float[] target, int from, int n) {
        System.arraycopy(array, at, target, from, n);
    }

    @Override
    public void fill(int at, int n, float value) {
        Arrays.fill(array, at, at + n, value);
    }
}
