package io.reco.rerank.config;

import java.util.Map;

/**
 * Where a surface draws candidates from.
 *
 * @param name name in {@link SurfaceResources}, not empty
 * @param weight what it counts for in the fusion, finite and above 0
 * @param depth only its best so many tracks are candidates, 1 or above; {@link Integer#MAX_VALUE}: as many as it takes
 */
public record SourceConfig(String name, double weight, int depth) {
    /** Checks the ranges. */
    public SourceConfig {
        Reading reading = Reading.ofCode();
        SurfaceFile.SOURCE.read(Node.of(Map.of("name", name, "weight", weight, "depth", depth)), "source", reading);
        reading.finish();
    }

    /** A source of weight 1 without a limit. */
    public static SourceConfig of(String name) {
        return new SourceConfig(name, 1, Integer.MAX_VALUE);
    }

    /** A copy with another weight. */
    public SourceConfig withWeight(double newWeight) {
        return new SourceConfig(name, newWeight, depth);
    }

    /** A copy with another limit. */
    public SourceConfig withDepth(int newDepth) {
        return new SourceConfig(name, weight, newDepth);
    }
}
