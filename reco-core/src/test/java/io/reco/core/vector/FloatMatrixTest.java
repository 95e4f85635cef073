package io.reco.core.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatMatrixTest {

    @Test
    void rowsAreFoundInOneBlockAndInSeveral() {
        for (int largest : new int[] {1 << 20, 100, 50, 16}) {
            FloatMatrix m = FloatMatrix.allocate(7, 5, largest);
            for (int r = 0; r < 7; r++) {
                m.setRow(r, new float[] {-1, r, r + 0.5f, 3, 4, 5}, 1);
            }
            int covered = 0;
            for (int r = 0; r < 7; r += m.contiguousRows(r)) {
                for (int i = 0; i < m.contiguousRows(r); i++) {
                    assertThat(m.array(r)[m.offset(r) + i * m.stride()]).isEqualTo(r + i);
                    covered++;
                }
            }
            assertThat(covered).isEqualTo(7);
            assertThat(m.get(6, 1)).isEqualTo(6.5f);
            float[] copy = new float[6];
            m.copyRow(3, copy, 1);
            assertThat(copy).containsExactly(0, 3, 3.5f, 3, 4, 5);
        }
    }

    @Test
    void strideIsAMultipleOfSixteenAndThePaddingIsZero() {
        FloatMatrix m = FloatMatrix.copyOf(new float[][] {{1, 2, 3}, {4, 5, 6}}, 3);
        assertThat(m.stride()).isEqualTo(16);
        assertThat(m.kernelLength()).isEqualTo(16);
        for (int i = 3; i < 16; i++) {
            assertThat(m.array(1)[m.offset(1) + i]).isZero();
        }
        assertThat(FloatMatrix.paddedLength(16)).isEqualTo(16);
        assertThat(FloatMatrix.paddedLength(17)).isEqualTo(32);
    }

    @Test
    void wrappedArraysAreViewedNotCopied() {
        float[] data = {9, 1, 2, 9, 3, 4, 9};
        FloatMatrix m = FloatMatrix.wrap(data, 1, 2, 2, 3);
        assertThat(m.get(1, 0)).isEqualTo(3);
        data[4] = 7;
        assertThat(m.get(1, 0)).isEqualTo(7);
        assertThat(m.kernelLength()).isEqualTo(2);
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatMatrix.allocate(-1, 4))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatMatrix.allocate(1, 0))
                .withMessageContaining("dim: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatMatrix.wrap(new float[5], 0, 2, 3, 3))
                .withMessageContaining("need 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatMatrix.wrap(new float[5], 0, 1, 3, 2))
                .withMessageContaining("stride: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatMatrix.copyOf(new float[][] {{1, 2}, {1}}, 2))
                .withMessageContaining("Row 1 has 1");
        FloatMatrix m = FloatMatrix.allocate(2, 3);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> m.get(2, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> m.get(0, 3));
    }

    @Test
    void normalizedRowsHaveNormOneAndZeroRowsStayZero() {
        FloatMatrix m =
                FloatMatrix.copyOf(new float[][] {{3, 0, 4}, {0, 0, 0}, {3e30f, 4e30f, 0}, {3e-30f, 0, 4e-30f}}, 3);
        m.normalizeRows();
        for (int row : new int[] {0, 2, 3}) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                sum += (double) m.get(row, c) * m.get(row, c);
            }
            assertThat(sum).as("row %d", row).isCloseTo(1, within(1e-6));
        }
        assertThat(m.get(0, 2)).isEqualTo(0.8f);
        assertThat(m.get(1, 0)).isZero();
    }

    @Test
    void aSliceIsAViewOfItsRowsInOneBlockAndInSeveral() {
        for (int largest : new int[] {1 << 20, 12 + 3 * 16}) {
            FloatMatrix matrix = FloatMatrix.allocate(10, 5, largest);
            for (int r = 0; r < 10; r++) {
                matrix.setRow(r, new float[] {r, r, r, r, r}, 0);
            }
            FloatMatrix slice = matrix.slice(2, 7).slice(1, 5);
            assertThat(slice.rows()).isEqualTo(5);
            assertThat(slice.kernelLength()).isEqualTo(matrix.kernelLength());
            for (int r = 0; r < 5; r++) {
                assertThat(slice.get(r, 4)).isEqualTo(r + 3);
                assertThat(slice.array(r)).isSameAs(matrix.array(r + 3));
                assertThat(slice.contiguousRows(r)).isEqualTo(Math.min(matrix.contiguousRows(r + 3), 5 - r));
            }
            slice.setRow(0, new float[] {9, 9, 9, 9, 9}, 0);
            assertThat(matrix.get(3, 0)).isEqualTo(9);
            assertThat(matrix.slice(10, 0).rows()).isZero();
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> matrix.slice(8, 3));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slice.get(5, 0));
        }
    }
}
