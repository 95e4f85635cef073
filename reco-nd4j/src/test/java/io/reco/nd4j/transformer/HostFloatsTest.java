package io.reco.nd4j.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.nd4j.BackendCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(BackendCondition.USABLE)
class HostFloatsTest {
    /** Windows of 16 floats that reach 4 into the next, where real ones have 2^28 and 2^20. */
    @Test
    void windowsOverlapSoThatRowsMayStraddleThem() {
        HostFloats floats = new HostFloats(40, 4, 4);
        float[] values = new float[40];
        for (int i = 0; i < 40; i++) {
            values[i] = i;
        }
        floats.write(0, values, 0, 40);
        float[] row = new float[4];
        for (int at = 0; at <= 36; at++) {
            floats.get(at, row, 0, 4);
            assertThat(row).as("row at %d", at).containsExactly(at, at + 1, at + 2, at + 3);
            floats.put(at, row, 0, 4);
        }
        float[] read = new float[40];
        floats.read(0, read, 0, 40);
        assertThat(read).isEqualTo(values);
        assertThat(floats.array().toFloatVector()).isEqualTo(values);
    }

    @Test
    void noneAreAllowed() {
        assertThat(new HostFloats(0).length()).isZero();
        assertThat(new Nd4jFloats(0).length()).isZero();
    }
}
