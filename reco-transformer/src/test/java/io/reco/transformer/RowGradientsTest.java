package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.random.SplitMix64;
import io.reco.core.vector.KernelChoice;
import io.reco.transformer.kernel.Floats;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowGradientsTest {
    private static final int ROWS = 500;
    private static final int DIM = 3;
    private static final int STRIDE = 16;
    private final TransformerKernels kernels = TransformerBackends.create(KernelChoice.AUTO);

    @Test
    void keepsRowsInTheOrderOfTheirFirstGradient() {
        RowGradients gradients = new RowGradients(kernels, ROWS, DIM, false);
        gradients.add(rows(1, 2, 3, 4), new int[] {70, 3, -1, 70}, 4);
        gradients.add(rows(10, 20), new int[] {0, 3}, 2);
        assertThat(gradients.count()).isEqualTo(3);
        assertThat(Arrays.copyOf(gradients.rows(), 3)).containsExactly(70, 3, 0);
        assertThat(values(gradients)).containsExactly(5, 22, 10);
    }

    @Test
    void growsAndIsReusedLikeATable() {
        RowGradients sparse = new RowGradients(kernels, ROWS, DIM, false);
        RowGradients dense = new RowGradients(kernels, ROWS, DIM, true);
        RowGradients other = new RowGradients(kernels, ROWS, DIM, false);
        SplitMix64 random = new SplitMix64(1);
        for (int round = 0; round < 20; round++) {
            float[] expected = new float[ROWS];
            sparse.clear();
            dense.clear();
            other.clear();
            for (int i = 0; i < 12; i++) {
                int n = 1 + random.nextInt(40);
                float[] dy = new float[n];
                int[] ids = new int[n];
                for (int j = 0; j < n; j++) {
                    dy[j] = random.nextInt(100);
                    ids[j] = random.nextInt(round < 10 ? 20 * (round + 1) : ROWS);
                    expected[ids[j]] += dy[j];
                }
                (i % 2 == 0 ? sparse : other).add(rows(dy), ids, n);
                dense.add(rows(dy), ids, n);
            }
            sparse.add(other);
            float[] found = new float[ROWS];
            float[] values = values(sparse);
            for (int i = 0; i < sparse.count(); i++) {
                found[sparse.rows()[i]] = values[i];
            }
            assertThat(found).containsExactly(expected);
            assertThat(values(dense)).containsExactly(expected);
            assertThat(sparse.squaredNorm()).isEqualTo(dense.squaredNorm());
        }
    }

    @Test
    void doesNotMixShapes() {
        RowGradients sparse = new RowGradients(kernels, ROWS, DIM, false);
        RowGradients dense = new RowGradients(kernels, ROWS, DIM, true);
        assertThatThrownBy(() -> sparse.add(dense))
                .hasMessage("gradients of different shapes: sparse gradients of 500 rows of 3 and dense gradients of"
                        + " 500 rows of 3");
        assertThatThrownBy(dense::rows).isInstanceOf(IllegalStateException.class);
    }

    private Floats rows(float... values) {
        Floats rows = kernels.allocate(values.length * STRIDE);
        for (int i = 0; i < values.length; i++) {
            rows.fill(i * STRIDE, DIM, values[i]);
        }
        return rows;
    }

    private float[] values(RowGradients gradients) {
        float[] all = SmallNet.toArray(gradients.values(), gradients.count() * STRIDE);
        float[] out = new float[gradients.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = all[i * STRIDE];
            assertThat(all[i * STRIDE + DIM - 1]).isEqualTo(out[i]);
            assertThat(all[i * STRIDE + DIM]).isZero();
        }
        return out;
    }
}
