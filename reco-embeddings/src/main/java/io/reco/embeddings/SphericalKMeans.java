package io.reco.embeddings;

import io.reco.core.parallel.Parallel;
import io.reco.core.random.SplitMix64;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Kernels;
import io.reco.core.vector.VectorKernels;
import java.util.Arrays;

/**
 * k-means of unit vectors by cosine (Dhillon, Modha 2001), started with k-means++ (Arthur, Vassilvitskii 2007) over the distance
 * {@code 1 - cosine}. A centre is the direction of the sum of its members; one that loses all of them keeps its place. Ties go to
 * the lower centre. The same for a seed, for any number of threads.
 */
final class SphericalKMeans {
    private static final int BLOCK = 512;

    private final FloatMatrix unit;
    private final int threads;
    private final FloatMatrix centres;
    private final int[] centreOfRow;
    private final float[] cosines;

    private SphericalKMeans(FloatMatrix unit, int clusters, long seed, int threads) {
        this.unit = unit;
        this.threads = threads;
        centres = FloatMatrix.allocate(clusters, unit.dim());
        centreOfRow = new int[unit.rows()];
        cosines = new float[unit.rows()];
        start(new SplitMix64(seed));
    }

    /**
     * Divides vectors.
     *
     * @param unit rows of norm 1; not modified
     * @param clusters at most so many; no more than there are rows
     * @param iterations at most so many passes, 0 or above; fewer when nothing moves any more
     */
    static SphericalKMeans of(FloatMatrix unit, int clusters, int iterations, long seed, int threads) {
        SphericalKMeans out = new SphericalKMeans(unit, Math.min(clusters, unit.rows()), seed, threads);
        boolean moved = true;
        for (int i = 0; i < iterations && moved; i++) {
            out.moveCentres();
            moved = out.assign();
        }
        return out;
    }

    private void start(SplitMix64 random) {
        double[] distances = new double[unit.rows()];
        Arrays.fill(distances, 1);
        for (int c = 0; c < centres.rows(); c++) {
            int row = pick(distances, random);
            centres.setRow(c, unit.array(row), unit.offset(row));
            for (int r = 0; r < distances.length; r++) {
                distances[r] = Math.min(distances[r], Math.max(0, 1 - cosine(r, c)));
            }
            distances[row] = 0;
        }
        boolean unused = assign();
    }

    /** A row with probability in proportion to its distance; any one not at distance 0 of all if all are. */
    private static int pick(double[] distances, SplitMix64 random) {
        double total = Arrays.stream(distances).sum();
        if (!(total > 0)) {
            return random.nextInt(distances.length);
        }
        double left = random.nextDouble() * total;
        int last = 0;
        for (int r = 0; r < distances.length; r++) {
            if (distances[r] > 0) {
                last = r;
                left -= distances[r];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private float cosine(int row, int centre) {
        VectorKernels kernels = Kernels.get().kernels();
        return kernels.dot(
                unit.array(row), unit.offset(row), centres.array(centre), centres.offset(centre), unit.dim());
    }

    /** Gives every row to its nearest centre; false if none changed. */
    private boolean assign() {
        int blocks = (unit.rows() + BLOCK - 1) / BLOCK;
        boolean[] changed = new boolean[blocks];
        Parallel.run(threads, blocks, () -> this, (self, block) -> {
            for (int r = block * BLOCK; r < Math.min(unit.rows(), (block + 1) * BLOCK); r++) {
                int best = 0;
                float bestCosine = Float.NEGATIVE_INFINITY;
                for (int c = 0; c < centres.rows(); c++) {
                    float cosine = cosine(r, c);
                    if (cosine > bestCosine) {
                        bestCosine = cosine;
                        best = c;
                    }
                }
                changed[block] |= centreOfRow[r] != best;
                centreOfRow[r] = best;
                cosines[r] = bestCosine;
            }
        });
        boolean any = false;
        for (boolean one : changed) {
            any |= one;
        }
        return any;
    }

    private void moveCentres() {
        VectorSum[] sums = new VectorSum[centres.rows()];
        for (int r = 0; r < centreOfRow.length; r++) {
            int c = centreOfRow[r];
            if (sums[c] == null) {
                sums[c] = new VectorSum(unit);
            }
            sums[c].add(r, 1);
        }
        for (int c = 0; c < sums.length; c++) {
            if (sums[c] != null && sums[c].norm() > 0) {
                centres.setRow(c, sums[c].direction(), 0);
            }
        }
    }

    /** One centre a row, of norm 1. */
    FloatMatrix centres() {
        return centres;
    }

    /** The centre of a row. */
    int centre(int row) {
        return centreOfRow[row];
    }

    /** Mean cosine of the rows with their centres: what is made larger. */
    double meanCosine() {
        double sum = 0;
        for (float cosine : cosines) {
            sum += cosine;
        }
        return sum / cosines.length;
    }
}
