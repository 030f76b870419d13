// Takes the private link's secret out of the address and swaps it for a cookie.

const form = document.querySelector<HTMLFormElement>('form[data-return]');
const link = form?.querySelector<HTMLInputElement>('input[name=link]');
if (form && link && location.hash.includes('.')) {
  link.value = location.hash.slice(1);
  // Gone from the address bar and from the history before anything else happens.
  history.replaceState(null, '', location.pathname);
  form.submit();
}
