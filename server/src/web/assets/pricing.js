/** Prices and credits of as many seats as are wanted, in place. Without it the form asks the server for them. */
const seats = document.querySelector('#seats');
const language = document.documentElement.lang;

const asked = () => {
  const count = Number(seats.value);
  return Number.isInteger(count) && count >= 1 && count <= Number(seats.max) ? count : undefined;
};

function draw() {
  const count = asked();
  seats.setAttribute('aria-invalid', String(count === undefined));
  if (count === undefined) return;
  for (const plan of document.querySelectorAll('[data-currency]')) {
    const money = new Intl.NumberFormat(language, {
      style: 'currency',
      currency: plan.dataset.currency,
      trailingZeroDisplay: 'stripIfInteger',
    });
    // The free plan has one seat, however many are wanted.
    const ofPlan = Math.min(count, plan.dataset.mostSeats);
    const number = new Intl.NumberFormat(language);
    for (const credits of plan.querySelectorAll('[data-each]')) credits.textContent = number.format(credits.dataset.each * ofPlan);
    for (const price of plan.querySelectorAll('[data-each-cents]'))
      price.textContent = money.format((price.dataset.eachCents * ofPlan) / 100);
  }
}

if (seats) {
  for (const step of document.querySelectorAll('[data-step]')) {
    step.hidden = false;
    step.addEventListener('click', () => {
      seats.value = String(Math.min(Math.max((asked() ?? 1) + Number(step.dataset.step), 1), Number(seats.max)));
      draw();
    });
  }
  for (const button of document.querySelectorAll('[data-without-script]')) button.hidden = true;
  seats.addEventListener('input', draw);
  seats.form.addEventListener('submit', (event) => event.preventDefault());
  draw();
}
