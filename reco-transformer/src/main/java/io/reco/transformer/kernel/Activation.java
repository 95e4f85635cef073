package io.reco.transformer.kernel;

/** A function that is applied to each component. */
public enum Activation {
    /** max(x, 0); the derivative at 0 is 0. */
    RELU,
    /** x s(x), with s the logistic function (Elfwing, Uchibe, Doya 2017); also called swish. */
    SILU,
    /** x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 (Hendrycks, Gimpel 2016, the tanh form). */
    GELU,
    /** The logistic function s(x) = 1 / (1 + exp(-x)). */
    SIGMOID
}
