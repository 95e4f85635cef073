package io.reco.rerank.diversity;

import io.reco.rerank.Pool;
import java.util.Arrays;

/**
 * The shares that the candidates of a pool have of the aspects a target asks for, as rows without zeros: most tracks have one
 * to three of hundreds of genres. Entry {@code e} of candidate {@code i} is one of {@code start(i)..start(i + 1) - 1}.
 */
final class AspectMatrix {
    private final int[] starts;
    private int[] aspects = new int[64];
    private double[] shares = new double[64];

    /** The candidates of a pool; aspects with a target of 0 are left out, as nothing depends on them. */
    AspectMatrix(Pool pool, Aspects source, double[] target) {
        starts = new int[pool.size() + 1];
        double[] row = new double[source.count()];
        int n = 0;
        for (int i = 0; i < pool.size(); i++) {
            Arrays.fill(row, 0);
            source.ofTrack(pool.track(i), row);
            for (int a = 0; a < row.length; a++) {
                if (row[a] != 0 && target[a] > 0) {
                    if (n == aspects.length) {
                        aspects = Arrays.copyOf(aspects, 2 * n);
                        shares = Arrays.copyOf(shares, 2 * n);
                    }
                    aspects[n] = a;
                    shares[n++] = row[a];
                }
            }
            starts[i + 1] = n;
        }
    }

    int start(int i) {
        return starts[i];
    }

    int aspect(int e) {
        return aspects[e];
    }

    double share(int e) {
        return shares[e];
    }
}
