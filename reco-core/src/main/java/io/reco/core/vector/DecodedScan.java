package io.reco.core.vector;

import org.jspecify.annotations.Nullable;

/** Decodes rows tile by tile and scores them as exact search does. */
final class DecodedScan implements QuantizedScan {
    private final QuantizedMatrix codes;
    private final float @Nullable [] rowFactors;
    private final FloatMatrix tile;
    private final float @Nullable [] tileFactors;
    private final GroupScan scan;

    DecodedScan(
            QuantizedMatrix codes,
            VectorKernels kernels,
            float @Nullable [] rowFactors,
            QueryGroup group,
            TopK[] tops,
            BatchRowFilter filter) {
        this.codes = codes;
        this.rowFactors = rowFactors;
        this.tile = FloatMatrix.allocate(ExactSearch.ROW_TILE, codes.dim());
        this.tileFactors = rowFactors == null ? null : new float[ExactSearch.ROW_TILE];
        this.scan = new GroupScan(tile, kernels, tileFactors, group, tops, filter);
    }

    @Override
    public void run(int from, int count) {
        int rows;
        for (int row = from; row < from + count; row += rows) {
            rows = Math.min(tile.rows(), from + count - row);
            codes.decode(row, rows, tile);
            if (rowFactors != null && tileFactors != null) {
                System.arraycopy(rowFactors, row, tileFactors, 0, rows);
            }
            scan.run(0, rows, row);
        }
    }

    @Override
    public TopK[] tops() {
        return scan.tops;
    }
}
