package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.vector.KernelChoice;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.TransformerWeights.NamedMatrix;
import io.reco.transformer.kernel.Activation;
import io.reco.transformer.kernel.TransformerBackends;
import io.reco.transformer.kernel.TransformerKernels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Loss, every gradient and three steps of Adam of small models against PyTorch 1.13.0 in double precision; see {@code
 * make_golden.py} beside the files.
 */
class TransformerGoldenTest {
    private static final int ITEMS = 13;
    private static final int[] LENGTHS = {7, 1, 4};
    private static final int TOKENS = 12;
    private static final int[] NEGATIVES = {3, 0, 12, 3, 7};
    private static final TransformerOptions BASE = TransformerOptions.SASREC
            .withDim(12)
            .withHeads(2)
            .withFeedForward(10)
            .withMaxLength(7);

    /** As in the script. */
    enum Case {
        PRE_NORM(BASE, LossOptions.SAMPLED_SOFTMAX, 0, 0),
        POST_NORM(
                BASE.withBlock(BlockKind.POST_NORM)
                        .withActivation(Activation.GELU)
                        .withTiedOutputs(false),
                LossOptions.GBCE,
                0,
                0),
        GATED(
                BASE.withBlock(BlockKind.GATED)
                        .withActivation(Activation.SILU)
                        .withAttributes(true)
                        .withProfile(true)
                        .withTimeBias(true),
                LossOptions.FULL_SOFTMAX,
                0.3,
                0.2),
        MASKED(BASE.withActivation(Activation.GELU).withObjective(Objective.MASKED), LossOptions.FULL_SOFTMAX, 0, 0);

        final TransformerOptions options;
        final LossOptions loss;
        final AdamOptions adam;

        Case(TransformerOptions options, LossOptions loss, double decay, double clip) {
            this.options = options;
            this.loss = loss;
            this.adam = new AdamOptions(0.9, 0.98, 1e-4, decay, clip);
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithPyTorch(Case c) throws IOException {
        JsonNode golden = read(c);
        ItemFeatures features = features();
        TransformerWeights weights = weights(c.options, features);
        PackedBatch batch = batch(c);
        Negatives negatives = negatives(c);
        try (TransformerKernels kernels = TransformerBackends.create(KernelChoice.AUTO)) {
            Parameters parameters = Parameters.upload(kernels, weights);
            TransformerNet net = new TransformerNet(c.options, features, parameters, kernels, 3, TOKENS);
            Gradients gradients =
                    new Gradients(kernels, c.options, features, c.loss.kind() == LossOptions.Kind.FULL_SOFTMAX);
            double loss = net.train(batch, negatives, c.loss, gradients, 0);
            assertThat(loss).isCloseTo(golden.get("loss").asDouble(), Offset.offset(1e-5));
            assertClose(SmallNet.unpack(gradients, c.options, features), golden.get("gradients"), 1e-5);

            Optimizer optimizer = new Optimizer(kernels, c.adam, parameters, weights);
            double weight = weight(batch);
            for (int step = 0; step < 3; step++) {
                gradients.clear();
                net.train(batch, negatives, c.loss, gradients, 0);
                double norm = optimizer.step(gradients, weight, 0.01);
                assertThat(norm).isCloseTo(golden.get("norms").get(step).asDouble(), Offset.offset(1e-5));
            }
            assertThat(optimizer.steps()).isEqualTo(3);
            assertThat(net.loss(batch, negatives, c.loss, 0))
                    .isCloseTo(golden.get("lossAfter").asDouble(), Offset.offset(1e-4))
                    .isLessThan(loss);
            parameters.read(weights);
            assertClose(weights, golden.get("after"), 2e-5);
        }
    }

    private static void assertClose(TransformerWeights actual, JsonNode expected, double tolerance) {
        List<NamedMatrix> matrices = actual.matrices();
        assertThat(matrices).hasSize(expected.size());
        for (NamedMatrix matrix : matrices) {
            JsonNode values = expected.get(matrix.name());
            float[] found = matrix.toArray();
            assertThat(values).as(matrix.name()).hasSize(found.length);
            for (int i = 0; i < found.length; i++) {
                double value = values.get(i).asDouble();
                assertThat((double) found[i])
                        .as("%s [%s]", matrix.name(), i)
                        .isCloseTo(value, Offset.offset(tolerance * (1 + Math.abs(value))));
            }
        }
    }

    private static JsonNode read(Case c) throws IOException {
        String name = c.name().toLowerCase(Locale.ROOT) + ".json";
        try (InputStream in = TransformerGoldenTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static ItemFeatures features() {
        int[] offsets = new int[ITEMS + 1];
        int[] values = new int[2 * ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            int n = offsets[i];
            if (i % 3 > 0) {
                values[n++] = i % 4;
            }
            if (i % 3 == 2) {
                values[n++] = 4 + i % 2;
            }
            offsets[i + 1] = n;
        }
        return ItemFeatures.of(offsets, Arrays.copyOf(values, offsets[ITEMS]), 6);
    }

    private static TransformerWeights weights(TransformerOptions options, ItemFeatures features) {
        TransformerWeights weights = TransformerWeights.zeros(options, features);
        List<NamedMatrix> matrices = weights.matrices();
        for (int t = 0; t < matrices.size(); t++) {
            NamedMatrix matrix = matrices.get(t);
            float[] values = new float[matrix.rows() * matrix.columns()];
            for (int i = 0; i < values.length; i++) {
                double u = Math.sin(0.37 * i * i + 1.1 * t + 0.5);
                values[i] = (float)
                        switch (matrix.role()) {
                            case TABLE -> 0.5 * u;
                            case MATRIX -> 0.4 * u;
                            case BIAS -> 0.1 * u;
                            case GAIN -> 1 + 0.2 * u;
                        };
            }
            matrix.set(values);
        }
        return weights;
    }

    private static PackedBatch batch(Case c) {
        PackedBatch batch = new PackedBatch(3, TOKENS, true);
        int i = 0;
        for (int s = 0; s < LENGTHS.length; s++) {
            batch.genders[s] = s + 1;
            batch.ageBands[s] = 2 * s;
            for (int p = 0; p < LENGTHS[s]; p++) {
                batch.positions[i] = p;
                batch.items[i] = c.options.objective() == Objective.MASKED && i % 3 == 0 ? ITEMS : (5 * i + 2) % ITEMS;
                batch.targets[i] = i == 2 ? -1 : (7 * i + 4) % ITEMS;
                batch.weights[i] = i == 9 ? 0 : 0.5f + 0.25f * (i % 4);
                boolean own = i % 3 == 0 && (c == Case.POST_NORM || c == Case.GATED);
                batch.ownNegatives[i] = own ? 3 * i % ITEMS : -1;
                SmallNet.seconds(batch)[i] = 100 * i * i + 3 * (i % 2);
                i++;
            }
            batch.starts[s + 1] = i;
        }
        batch.sequences = LENGTHS.length;
        return batch;
    }

    private static double weight(PackedBatch batch) {
        double sum = 0;
        for (int i = 0; i < TOKENS; i++) {
            sum += batch.targets[i] >= 0 ? batch.weights[i] : 0;
        }
        return sum;
    }

    private static Negatives negatives(Case c) {
        if (c.loss.kind() == LossOptions.Kind.FULL_SOFTMAX) {
            return Negatives.ALL;
        }
        if (c != Case.PRE_NORM) {
            return Negatives.of(NEGATIVES);
        }
        float[] all = new float[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            all[i] = (float) Math.log(0.05 + 0.01 * i);
        }
        float[] corrections = new float[NEGATIVES.length];
        for (int k = 0; k < corrections.length; k++) {
            corrections[k] = all[NEGATIVES[k]];
        }
        return new Negatives(NEGATIVES, NEGATIVES.length, corrections, all);
    }
}
