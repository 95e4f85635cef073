package io.reco.transformer.kernel;

import java.util.Random;

/** A matrix in double precision without pads, and its way into and out of the memory of kernels. */
record Tensor(int rows, int columns, double[] values) {

    Tensor(int rows, int columns) {
        this(rows, columns, new double[rows * columns]);
    }

    /** Gaussians that floats hold exactly. */
    static Tensor random(int rows, int columns, double deviation, Random random) {
        Tensor t = new Tensor(rows, columns);
        for (int i = 0; i < t.values.length; i++) {
            t.values[i] = (float) (deviation * random.nextGaussian());
        }
        return t;
    }

    int stride() {
        return TransformerKernels.stride(columns);
    }

    int length() {
        return rows * stride();
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }

    void put(int row, int column, double value) {
        values[row * columns + column] = value;
    }

    void plus(int row, int column, double value) {
        values[row * columns + column] += value;
    }

    /** Writes the rows with zero pads. */
    void write(Floats target, int at) {
        float[] row = new float[stride()];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) at(r, c);
            }
            target.write(at + r * stride(), row, 0, stride());
        }
    }

    /** Returns new memory that holds just this. */
    Floats in(TransformerKernels kernels) {
        Floats floats = kernels.allocate(length());
        write(floats, 0);
        return floats;
    }

    /** Returns the rows without pads. */
    static Tensor read(Floats source, int at, int rows, int columns) {
        Tensor t = new Tensor(rows, columns);
        float[] all = new float[t.length()];
        source.read(at, all, 0, all.length);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                t.put(r, c, all[r * t.stride() + c]);
            }
        }
        return t;
    }

    /** Largest absolute value of the pads. */
    static double largestPad(Floats source, int at, int rows, int columns) {
        int stride = TransformerKernels.stride(columns);
        float[] all = new float[rows * stride];
        source.read(at, all, 0, all.length);
        double largest = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = columns; c < stride; c++) {
                largest = Math.max(largest, Math.abs(all[r * stride + c]));
            }
        }
        return largest;
    }

    Tensor copy() {
        return new Tensor(rows, columns, values.clone());
    }

    Tensor plus(Tensor other) {
        Tensor sum = copy();
        for (int i = 0; i < values.length; i++) {
            sum.values[i] += other.values[i];
        }
        return sum;
    }

    /** Sum of products of components. */
    double dot(Tensor other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    double largest() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
