#!/usr/bin/env Rscript
# Writes glm-r.json: coefficients and their covariance by glm() and lm(), on data sets that come with R.
# For logistic and poisson vcov is the inverse of the Hessian of the summed loss at the fit; for linear it is that
# inverse too, since vcov() is divided by the residual variance here.

json <- function(x) {
  if (is.matrix(x)) {
    paste0("[", paste(apply(x, 1, json), collapse = ","), "]")
  } else if (is.character(x)) {
    paste0("\"", x, "\"")
  } else if (is.logical(x)) {
    tolower(as.character(x))
  } else {
    paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
  }
}

fit <- function(type, data, weights) {
  model <- as.formula("label ~ .")
  environment(model) <- environment()
  if (type == "linear") {
    return(lm(model, data = data, weights = weights))
  }
  family <- if (type == "logistic") binomial() else poisson()
  control <- list(epsilon = 1e-14, maxit = 100)
  first <- glm(model, family, data = data, weights = weights, control = control)
  # vcov() uses the weights from before the last step: start again from the optimum to have those at it.
  glm(model, family, data = data, weights = weights, control = control, start = coef(first))
}

case <- function(name, type, features, label, weights = rep(1, length(label))) {
  fitted <- fit(type, data.frame(features, label = label), weights)
  order <- c(seq_len(ncol(features)) + 1, 1) # the intercept last
  covariance <- vcov(fitted)[order, order]
  if (type == "linear") {
    covariance <- covariance / summary(fitted)$sigma^2
  }
  covariance <- unname((covariance + t(covariance)) / 2)
  fields <- c(
    name = json(name), type = json(type), classes = "1", intercept = "true",
    reduction = json("sum"), l2 = "0.0",
    features = json(unname(as.matrix(features))), labels = json(matrix(label)), weights = json(weights),
    parameters = json(unname(coef(fitted)[order])), vcov = json(covariance)
  )
  paste0("{", paste0("\"", names(fields), "\":", fields, collapse = ","), "}")
}

arguments <- commandArgs(FALSE)
folder <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))

cars <- mtcars[, c("hp", "wt", "qsec")]
breaks <- data.frame(
  wool = as.numeric(warpbreaks$wool == "B"),
  medium = as.numeric(warpbreaks$tension == "M"),
  high = as.numeric(warpbreaks$tension == "H")
)
cases <- c(
  case("linear", "linear", cars, mtcars$mpg),
  case("linear-weights", "linear", cars, mtcars$mpg, as.numeric(mtcars$cyl)),
  case("logistic", "logistic", scale(mtcars[, c("mpg", "drat")]), mtcars$vs),
  case("logistic-weights", "logistic", scale(mtcars[, c("drat", "hp")]), mtcars$am, as.numeric(mtcars$carb)),
  case("poisson", "poisson", breaks, warpbreaks$breaks),
  case("poisson-weights", "poisson", breaks, warpbreaks$breaks, rep(1:3, 18))
)
writeLines(c("[", paste0(cases, c(rep(",", length(cases) - 1), "")), "]"), file.path(folder, "glm-r.json"))
